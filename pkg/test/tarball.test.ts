import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

/** A project that has installed the package as it would be published. */
const project = mkdtempSync(join(tmpdir(), 'liangyan-'));

function write(name: string, text: string): string {
  const path = join(project, name);
  writeFileSync(path, text);
  return path;
}

function node(script: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: tmpdir(), encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

describe('the published package', () => {
  before(() => {
    const npm = (...args: string[]) =>
      execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [{ filename }] = JSON.parse(npm('pack', join(DIST, '..'), '--json', '--pack-destination', project));
    const home = join(project, 'node_modules/liangyan');
    mkdirSync(home, { recursive: true });
    execFileSync('tar', ['-xzf', join(project, filename), '-C', home, '--strip-components=1']);
  });
  after(() => rmSync(project, { recursive: true }));

  it('works as modules, from any folder', () => {
    const script = write(
      'use.mjs',
      `import { load } from 'liangyan';
       import { load as inline } from 'liangyan/inline';
       import { load as js } from 'liangyan/js';
       import { explain } from 'liangyan/strings';
       const engines = [await load(), await inline(), await js()];
       const verdicts = engines.map((engine) => JSON.stringify(engine.check('you are an idiot')));
       const [finding] = JSON.parse(verdicts[0]).findings;
       console.log(engines.map((engine) => engine.kind).join(), new Set(verdicts).size, explain(finding.why).length > 0);`,
    );
    assert.equal(node(script), 'wasm,wasm,js 1 true');
  });

  it('works as CommonJS, from any folder', () => {
    const script = write(
      'use.cjs',
      `const { readFileSync } = require('node:fs');
       const { load, loadSync } = require('liangyan');
       const wasm = readFileSync(require.resolve('liangyan/liangyan.wasm'));
       const pack = readFileSync(require.resolve('liangyan/packs/en.lypack'));
       const engine = loadSync({ wasm, packs: [pack] });
       load().then((other) => console.log(engine.check('you are an idiot').level, other.packs.length > 1));`,
    );
    assert.equal(node(script), 'warn true');
  });

  it('has types for every way to resolve it', () => {
    const uses = `
      const engine: Engine = await load({ preset: 'strict', packs: ['zh', new Uint8Array(4)] });
      const verdict: Verdict = engine.check('a', { surface: 'dm', relation: 'mutual' });
      const level: 'none' | 'hint' | 'warn' | 'severe' = verdict.level;
      const words: string = explain(verdict.findings[0]?.why ?? level);
      // @ts-expect-error an unknown surface
      engine.check('a', { surface: 'letter' });
      // @ts-expect-error the code is one of a list
      new LiangyanError('no_such_code', words);
      void [js.loadSync(), inline.loadSync()];`;
    const imports = `
      import { type Engine, LiangyanError, load, type Verdict } from 'liangyan';
      import * as inline from 'liangyan/inline';
      import * as js from 'liangyan/js';
      import { explain } from 'liangyan/strings';
      export async function use() { ${uses} }`;
    write('types.mts', imports);
    write('types.cts', imports);
    write('types.ts', imports);
    const tsc = join(DIST, '../../node_modules/typescript/bin/tsc');
    for (const [module, resolution, file] of [
      ['node16', 'node16', 'types.mts'],
      ['node16', 'node16', 'types.cts'],
      ['nodenext', 'nodenext', 'types.mts'],
      ['nodenext', 'nodenext', 'types.cts'],
      ['esnext', 'bundler', 'types.ts'],
    ] as const) {
      const flags = ['--noEmit', '--strict', '--target', 'es2022', '--types', '', '--module', module];
      const { status, stdout } = spawnSync(process.execPath, [tsc, ...flags, '--moduleResolution', resolution, file], {
        cwd: project,
        encoding: 'utf8',
      });
      assert.equal(status, 0, `${resolution} of ${file}: ${stdout}`);
    }
  });
});
