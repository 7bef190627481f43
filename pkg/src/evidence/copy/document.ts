/** The copy as a document of its own. */

import type { PageCopy } from './copy.js';
import { escaped } from './markup.js';

/** Nothing runs, nothing is fetched, nothing is sent, wherever the file is opened. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A whole HTML document. */
export function documentOf(copy: PageCopy, title: string): string {
  const lang = /^[A-Za-z0-9-]{1,40}$/.test(copy.lang) ? ` lang="${copy.lang}"` : '';
  return `<!doctype html>
<html${lang}><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>
html{background:${copy.background}}
body{margin:16px}
${copy.sheet}
</style></head><body>${copy.markup}</body></html>
`;
}
