/**
 * Every sentence the composer can show. A catalogue is plain data: replace one sentence or all of them through
 * `guardComposer(field, { strings: { ...en, dialogTitle: '…' } })`. `{name}` is filled in at the place it stands.
 *
 * Wording is about the text, never about the person: "this may hurt", not "you are abusive".
 */
export interface Strings {
  /** BCP 47 tag, set as `lang` on everything the composer shows. */
  lang: string;
  /** The direction it is written in, set as `dir`. Default `ltr`. */
  dir?: 'ltr' | 'rtl';
  /** How a phrase is quoted. `{phrase}` */
  quoted: string;

  /** Said quietly to screen readers when marks appear. `{count}` */
  statusFound: string;
  /** The same for one place. */
  statusFoundOne: string;
  /** Said quietly to screen readers when the last mark goes away. */
  statusClear: string;
  /** Name of the list under the field. */
  listLabel: string;
  /** Lead of the line under the field, by level. */
  lineHint: string;
  lineWarn: string;
  /** More findings than the list shows. `{count}` */
  listMore: string;
  /** Accessible name of a listed phrase; pressing it puts the caret behind the phrase. `{phrase}` */
  listJump: string;
  /** Takes a finding back: "I did not mean it that way". */
  listDismiss: string;
  /** Accessible name of that button. `{phrase}` */
  listDismissLabel: string;
  /** The person has written to one person often. `{count}` messages, `{minutes}` minutes. */
  lineOften: string;
  /** The same within a minute. */
  lineOftenMinute: string;
  /** Shown for a moment after an edit that took the sting out. */
  lineThanks: string;

  dialogTitle: string;
  dialogTitleDoxxing: string;
  dialogTitleBait: string;
  dialogTitleThreat: string;
  dialogBody: string;
  dialogBodyDoxxing: string;
  dialogBodyBait: string;
  dialogBodyThreat: string;
  dialogEdit: string;
  dialogPost: string;
  dialogWhy: string;
  dialogNotAbusive: string;
  dialogSnooze: string;
  /** Says that nothing left the device. */
  dialogPrivate: string;

  /** Heading of the reasons. */
  whyTitle: string;
  /** `{via}` is one of `vias`. */
  whyVia: string;
  /** `{tones}` is a list of `tones`. */
  whyToned: string;
  /** `{rule}` */
  whyRule: string;
  /** `{packs}` */
  whyPacks: string;

  /** The mask button in the dialog. `{what}` is the number or address itself. */
  mask: string;
  /** The same in the list. Its accessible name is `mask`. */
  maskShort: string;
  /** Said after masking. */
  maskDone: string;

  supportTitle: string;
  supportBody: string;
  supportClose: string;

  /** `{seconds}` */
  undoLine: string;
  undoButton: string;
  undoNow: string;

  categories: Record<string, string>;
  vias: Record<string, string>;
  tones: Record<string, string>;
  /** Own words for message keys of findings (`Finding.why`), for instance of a host's own pack; the rest come from `liangyan/strings`. */
  why: Record<string, string>;
}

/** Fills `{name}` places of a sentence. A name without a value stays as it is, so a wrong catalogue shows itself. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}
