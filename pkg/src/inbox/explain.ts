import { fill } from '../composer/strings/catalogue.js';
import type { Because } from '../guard/contract.js';
import type { NoticeEffect } from './core.js';
import type { Strings } from './strings/catalogue.js';

/** A reason code as a sentence; a code that this version does not know comes back as it is. */
export function reasonText(reason: string, strings: Strings): string {
  return Object.hasOwn(strings.reasons, reason) ? strings.reasons[reason as keyof Strings['reasons']] : reason;
}

/** Why the surge detector speaks, a phrase for each sign. */
export function becauseText(explanation: readonly Because[], strings: Strings): string[] {
  const number = new Intl.NumberFormat(strings.lang, { maximumFractionDigits: 1 });
  return explanation.map(({ code, value, of }) =>
    fill(strings.because[code] ?? code, { value: number.format(value), of: number.format(of) }),
  );
}

/** A moment as the person reads it; `at` in ms since the epoch, in an IANA zone. */
function moment(at: number, strings: Strings, zone: string): string {
  const format = { timeZone: zone, weekday: 'short', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(strings.lang, format).format(at);
}

/** A notice as a sentence. */
export function noticeText(notice: NoticeEffect, strings: Strings, zone: string): string {
  switch (notice.kind) {
    case 'shieldNotice':
      return fill(strings.shieldNotice, { time: moment(notice.endsAt, strings, zone) });
    case 'shieldAsk':
      return strings.shieldAsk;
    case 'shieldEnded':
      return notice.held > 0 ? fill(strings.shieldEnded, { count: notice.held }) : strings.shieldEndedEmpty;
    case 'surge':
      return notice.level === 'many_abusive' ? strings.surgeAbusive : strings.surgeMany;
    case 'surgeEnded':
      return strings.surgeEnded;
  }
}
