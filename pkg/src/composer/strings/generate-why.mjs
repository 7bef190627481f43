// Writes why.<lang>.ts from packs/why.tsv. `node generate-why.mjs` writes, `node generate-why.mjs --check` compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const table = fileURLToPath(new URL('../../../../packs/why.tsv', import.meta.url));
const rows = readFileSync(table, 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split('\t'));

const quote = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
let stale = 0;
for (const [column, lang] of [
  [1, 'en'],
  [2, 'zh-CN'],
  [3, 'zh-TW'],
]) {
  const lines = rows.map((row) => `  ${quote(row[0])}: ${quote(row[column])},`);
  const source = `/** Generated from packs/why.tsv by generate-why.mjs; change it there. */\nexport const why: Record<string, string> = {\n${lines.join('\n')}\n};\n`;
  const file = new URL(`why.${lang}.ts`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(file, source);
  else if (readFileSync(file, 'utf8') !== source) {
    stale += 1;
    console.error(`why.${lang}.ts is not what packs/why.tsv says: run node pkg/src/composer/strings/generate-why.mjs`);
  }
}
process.exit(stale ? 1 : 0);
