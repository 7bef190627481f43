import { explain } from '../strings.js';
import { build } from './build.js';
import type { Finding, Verdict } from './contract.js';
import { distinct, phraseOf } from './phrase.js';
import { fill, type Strings } from './strings/catalogue.js';

/** The reason in a few words: the rule's own message, or the category where a message is missing. */
export function reasonOf(finding: Finding, strings: Strings): string {
  const own = strings.why[finding.why];
  if (own) return own;
  const said = explain(finding.why, strings.lang);
  return said === finding.why ? (strings.categories[finding.category] ?? finding.category) : said;
}

/** Reasons listed at most. */
const MOST = 12;

/** The list behind "Why?": for every finding the words, the category, how it was read, and the rule. */
export function buildReasons(
  document: Document,
  id: string,
  text: string,
  findings: readonly Finding[],
  verdict: Verdict,
  strings: Strings,
): HTMLElement {
  const all = distinct(findings);
  const items = all.slice(0, MOST).map((finding) => {
    const phrase = fill(strings.quoted, { phrase: phraseOf(text, finding, 40) });
    const category = strings.categories[finding.category] ?? finding.category;
    const how = [
      fill(strings.whyVia, { via: strings.vias[finding.via] ?? finding.via }),
      finding.toned.length > 0 &&
        fill(strings.whyToned, { tones: finding.toned.map((tone) => strings.tones[tone] ?? tone).join(' · ') }),
      fill(strings.whyRule, { rule: finding.rule }),
    ].filter(Boolean);
    return build(
      document,
      'li',
      {},
      build(
        document,
        'div',
        { class: 'what' },
        build(document, 'b', { text: phrase }),
        document.createTextNode(` ${category} · ${reasonOf(finding, strings)}`),
      ),
      build(document, 'div', { class: 'how', text: how.join(' · ') }),
    );
  });
  return build(
    document,
    'div',
    { class: 'reasons', part: 'reasons', id },
    build(document, 'h3', { text: strings.whyTitle }),
    build(document, 'ul', {}, ...items),
    all.length > MOST &&
      build(document, 'p', { class: 'packs', text: fill(strings.listMore, { count: all.length - MOST }) }),
    verdict.packs.length > 0 &&
      build(document, 'p', { class: 'packs', text: fill(strings.whyPacks, { packs: verdict.packs.join(' · ') }) }),
  );
}
