// Makes packs/CASES.md, the page that shows the example cases by category: `node tests/cases/page.mjs --write`.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CATEGORIES, KINDS, languages, readCases, root } from './cases.mjs';

const HEAD = `# The standard by example

What is abuse of a person, and what is not: example cases, written for this project, each with its category, its kind and the
reason in a few words. They are data: \`packs/<language>/cases/*.tsv\`, \`label category kind text reason\`, parted by tabs.
The statistical scorer learns from four fifths of them. The last fifth, by hash, is never trained on: it is the public test
of this repository (\`liangyan eval --held-out packs/zh/cases\`). To contest a case, or to add one, edit the file and run
\`npm test -- cases\`: no two cases may share more than half of their character 4-grams, no opening may be worn out, no text
may come from a corpus.

An innocent case has the category it could be mistaken for, or \`none\`.
`;

/** A fair pick that does not change when other cases do: the shortest text, then the first by code point. */
function shown(rows) {
  const fair = rows.filter(({ text }) => text.length >= 6);
  const order = (a, b) => a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
  return (fair.length > 0 ? fair : rows).sort(order)[0];
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('`', '\\`');

function table(rows, label) {
  const lines = ['| category | kind | cases | one of them | why |', '| --- | --- | ---: | --- | --- |'];
  for (const category of [...CATEGORIES, 'none']) {
    for (const kind of KINDS[label]) {
      const found = rows.filter((row) => row.label === label && row.category === category && row.kind === kind);
      if (found.length === 0) continue;
      const { text, reason } = shown(found);
      lines.push(`| ${category} | ${kind} | ${found.length} | ${cell(text)} | ${cell(reason)} |`);
    }
  }
  return lines.join('\n');
}

/** The whole page. */
export function page() {
  const parts = languages.flatMap((language) => {
    const { rows } = readCases(language);
    const count = (label) => rows.filter((row) => row.label === label).length;
    return [
      `## ${language}: ${count('abuse')} cruel, ${count('fine')} innocent`,
      `### Abuse\n\n${table(rows, 'abuse')}`,
      `### Not abuse\n\n${table(rows, 'fine')}`,
    ];
  });
  return `${[HEAD.trimEnd(), ...parts].join('\n\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && process.argv.includes('--write')) {
  writeFileSync(join(root, 'packs/CASES.md'), page());
}
