// What the dependencies bring along, as far as this machine can know: `cargo deny` (deny.toml) and `npm audit`. Part of
// `npm run lint`. A tool that is not installed, or a database that the network does not reach, is skipped with a line that
// says so; licences and sources are checked without either, by tests/architecture/supply.test.mjs.

import { capture, which } from './command.mjs';

/** Longest that one question to the network may take, milliseconds. */
const PATIENCE = 60_000;

/** What cargo-deny says when it cannot get the database of advisories. */
const NO_DATABASE = /failed to fetch advisory database|unable to access|Could not resolve host/;
/** What npm says when the registry has no such service, or is not there. */
const NO_SERVICE = /audit endpoint returned an error|ENOAUDIT|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|network/i;

const last = (out) => out.trim().split('\n').slice(-40).join('\n');

/** One question: `null` when all is well, else what is wrong. */
function ask(name, program, args, unreachable) {
  const { code, out } = capture(program, args, { timeout: PATIENCE });
  if (code === 0) {
    console.log(`${name}: nothing to complain about`);
    return null;
  }
  if (unreachable?.test(out) || code === -1) {
    console.log(`${name}: skipped, its service cannot be reached from here`);
    return null;
  }
  console.log(last(out));
  return name;
}

/** Asks everything; hands back the names of what failed. */
export function checkSupply() {
  const failed = [];
  if (which('cargo-deny') === null) {
    console.log('cargo deny: skipped, it is not installed (`cargo install --locked cargo-deny`)');
  } else {
    const deny = ['deny', '--workspace', '--log-level', 'error', 'check', '--hide-inclusion-graph'];
    failed.push(ask('cargo deny: licences, bans, sources', 'cargo', [...deny, 'licenses', 'bans', 'sources']));
    failed.push(ask('cargo deny: advisories', 'cargo', [...deny, 'advisories'], NO_DATABASE));
  }
  // Under `npm run --silent` npm would not even say why.
  failed.push(ask('npm audit', 'npm', ['audit', '--loglevel=error'], NO_SERVICE));
  return failed.filter((name) => name !== null);
}
