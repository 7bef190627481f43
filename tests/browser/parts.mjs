// Where the composer's parts are found in the fields page, and what is written there.

/** What is asked about before it is posted. */
export const CRUEL = 'You are a worthless idiot';

export const DIALOG = 'liangyan-dialog >>> dialog[open]';
export const part = (name) => `liangyan-dialog >>> [part~="${name}"]`;
/** A line of the list, and a mark under a word, of the field at `place`. */
export const row = (place) => `${place} ~ liangyan-notes >>> .row`;
export const mark = (place) => `${place} ~ liangyan-marks >>> .mark`;
