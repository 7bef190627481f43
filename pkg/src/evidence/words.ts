/** The sentences of a report. The module gives codes; what to say of them is data. */
import { table } from 'artefact:evidence-words';
import type { Codes, Report, Words } from './contract.js';

function wordsFor(code: string): Words {
  const [en = code, zh = code, tw = code] = table[code] ?? [];
  return { en, zh, 'zh-TW': tw };
}

/** A report with a sentence to every code, and one about all files. */
export function worded(report: Codes): Report {
  const { verdict, pinned } = report;
  const all = <T extends { code: string }>(kind: string, list: readonly T[]) =>
    list.map((one) => ({ ...one, words: wordsFor(`${kind}.${one.code}`) }));
  return {
    ...report,
    words: wordsFor(`verdict.${verdict === 'intact' && !pinned ? 'intact_not_pinned' : verdict}`),
    files: report.files.map((file) => ({
      ...file,
      problems: all('problem', file.problems),
      notes: all('note', file.notes),
    })),
  };
}
