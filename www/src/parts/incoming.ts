import type { Message as Incoming } from 'liangyan/inbox';
import { clock } from '../clock.js';
import type { Comment } from '../content/shape.js';
import { h } from '../dom.js';
import { ti } from '../i18n/inbox/index.js';
import { minutesSince, person } from '../world.js';

/** Something in the app as the inbox takes it; what was there before the inbox was gets an id now. */
export function asIncoming(
  comment: Comment,
  where: { surface: 'dm' | 'comment'; threadId: string; relation: Incoming['sender']['relation'] },
): Incoming {
  if (comment.incoming) return comment.incoming;
  const { by, text, ago } = comment;
  const { surface, threadId, relation } = where;
  comment.id ??= `${threadId}-${by}-${ago}`;
  comment.incoming = {
    id: comment.id,
    threadId,
    sender: { id: by, name: person(by).name, relation },
    surface,
    text,
    receivedAt: clock.now() - minutesSince(ago) * 60_000,
  };
  return comment.incoming;
}

/** Words that are covered until they are asked for; `why` says why they are. */
export function covered(name: string, text: string, why: string): HTMLElement {
  const words = h('p', { class: name, text, 'aria-hidden': 'true' });
  const button = h('button', { class: 'chip', text: ti().foldedShow, 'aria-expanded': 'false' });
  const place = h('div', { class: 'covered' }, words, h('div', { class: 'cover' }, h('span', { text: why }), button));
  button.addEventListener('click', () => {
    const open = !place.classList.contains('open');
    place.classList.toggle('open', open);
    words.toggleAttribute('aria-hidden', !open);
    if (!open) words.setAttribute('aria-hidden', 'true');
    button.setAttribute('aria-expanded', String(open));
    button.textContent = open ? ti().foldedHide : ti().foldedShow;
  });
  return place;
}

/** A word about somebody the person has not answered yet. */
export function newcomer(relation: Incoming['sender']['relation']): HTMLElement | false {
  return relation === 'stranger' && h('span', { class: 'tag', text: ti().relations.stranger, title: ti().newPerson });
}
