// Fuzzing with cargo-fuzz and a nightly toolchain, each target for so many seconds.

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, root, stream, which } from '../../xtask/node/command.mjs';

/** Every target, as in `src/lib.rs`. */
export const TARGETS = ['fold', 'check', 'pack', 'guard', 'wacz'];

const place = join(root, 'target/endurance');
const tools = join(place, 'tools');
const env = { ...process.env, PATH: `${join(tools, 'bin')}${delimiter}${process.env.PATH}` };

/** An input that takes longer is a finding, seconds. */
const SLOW = 20;
/** And one that takes more memory, MiB: all packs, the model and the fuzzer itself take some 600. */
const MOST_MEMORY = 2048;
const LONGEST_INPUT = 65_536;

async function must(program, args) {
  const { code, out } = await stream(program, args, { env });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return out;
}

/** Installs what fuzzing needs, builds the programs and writes the seeds. */
async function ready() {
  if (!capture('rustup', ['toolchain', 'list']).out.includes('nightly')) {
    await must('rustup', ['toolchain', 'install', 'nightly', '--profile', 'minimal']);
  }
  if (!which('cargo-fuzz') && !existsSync(join(tools, 'bin'))) {
    await must('cargo', ['install', 'cargo-fuzz', '--root', tools]);
  }
  await must('cargo', [
    'run',
    '-q',
    '--release',
    '-p',
    'liangyan-endurance',
    '--bin',
    'seeds',
    '--',
    join(place, 'corpus'),
  ]);
}

const programs = ['--fuzz-dir', join(root, 'tests/endurance/fuzz'), '--target-dir', join(place, 'build')];

/** Fuzzes a target; `{ runs, covered, findings }`, the findings as paths of the inputs that broke it. */
async function one(target, seconds) {
  const found = join(place, 'found', target);
  mkdirSync(found, { recursive: true });
  const limits = [
    `-max_total_time=${seconds}`,
    `-timeout=${SLOW}`,
    `-rss_limit_mb=${MOST_MEMORY}`,
    `-max_len=${LONGEST_INPUT}`,
    `-dict=${join(place, 'corpus', `${target}.dict`)}`,
    `-artifact_prefix=${found}/`,
    '-print_final_stats=1',
  ];
  const before = new Set(readdirSync(found));
  const args = ['+nightly', 'fuzz', 'run', ...programs, target, join(place, 'corpus', target), '--', ...limits];
  const { out, code } = await stream('cargo', args, { env });
  const findings = readdirSync(found).filter((name) => !before.has(name));
  if (code !== 0 && findings.length === 0) throw new Error(`fuzzing ${target} ended with ${code}`);
  const last = [...out.matchAll(/cov: (\d+)/g)].at(-1);
  const runs = /stat::number_of_executed_units:\s*(\d+)/.exec(out);
  return {
    runs: Number(runs?.[1] ?? 0),
    covered: Number(last?.[1] ?? 0),
    findings: findings.map((name) => join(found, name)),
  };
}

/** Fuzzes these targets, one after the other; calls back with each result. */
export async function fuzz(targets, seconds, done) {
  await ready();
  for (const target of targets) done({ what: `fuzz ${target}`, seconds, ...(await one(target, seconds)) });
}
