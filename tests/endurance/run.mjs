// `npm run endurance`: long fuzzing and soak, outside CI. With figures in results.jsonl and this folder's README.
//
// npm run endurance -- [--minutes 10] [--messages 5000000] [--page-minutes 15] [--only fuzz|soak|TARGET|messages|page]

import { parseArgs } from 'node:util';
import { setUp } from '../../xtask/node/setup.mjs';
import { fuzz, TARGETS } from './fuzz.mjs';
import { record } from './results.mjs';
import { soakMessages } from './soak.mjs';
import { raid } from './soak-page.mjs';

/** How often a raided page's memory is looked at. */
const SAMPLES = 40;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    messages: { type: 'string', default: '5000000' },
    'page-minutes': { type: 'string', default: '15' },
    only: { type: 'string' },
  },
});
const { only } = values;
const known = ['fuzz', 'soak', 'messages', 'page', ...TARGETS];
const numbers = [values.minutes, values.messages, values['page-minutes']].map(Number);
if ((only && !known.includes(only)) || !numbers.every((n) => n > 0)) {
  console.error(
    `usage: npm run endurance -- [--minutes N] [--messages N] [--page-minutes N] [--only ${known.join('|')}]`,
  );
  process.exit(2);
}
const [minutes, messages, pageMinutes] = numbers;
const wants = (...names) => !only || names.includes(only);

let broken = 0;
function done(row) {
  record(row);
  const bad = row.findings ? row.findings.length > 0 : !row.flat || row.faults?.length > 0;
  if (bad) broken += 1;
  console.log(`\n${row.what}: ${JSON.stringify(row)}\n`);
}

await setUp({ system: true });
const targets = TARGETS.filter((name) => wants('fuzz', name));
if (targets.length > 0) await fuzz(targets, Math.round(minutes * 60), done);
if (wants('soak', 'messages')) done({ what: 'soak, one wasm instance in Node', ...(await soakMessages(messages)) });
if (wants('soak', 'page')) {
  const { samples, ...row } = await raid({ seconds: Math.round(pageMinutes * 60), samples: SAMPLES });
  done({ what: 'soak, a raid on a page in Chromium', ...row });
}
console.log(broken === 0 ? 'endurance: everything held' : `endurance: ${broken} did not hold, see above`);
process.exit(broken === 0 ? 0 : 1);
