import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(DIST, '../..');
const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

/** Every file that the export map names. */
function filesOf(entry: unknown): string[] {
  return typeof entry === 'string' ? [entry] : Object.values(entry as object).flatMap(filesOf);
}

describe('what ships', () => {
  it('names no folder of the machine it was built on', () => {
    const cargo = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
    const places = [`${homedir()}/`, cargo, root.replace(/\/$/, ''), 'index.crates.io', 'registry/src', '.rustup'];
    assert.ok(files.length > 10);
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const place of places) assert.ok(!bytes.includes(place), `${file} names ${place}`);
      if (/inlined\.js$/.test(file)) continue;
      for (const place of places) {
        const inBase64 = Buffer.from(place).toString('base64').replace(/=*$/, '').slice(0, -1);
        assert.ok(!bytes.includes(inBase64), `${file} names ${place} in base64`);
      }
    }
  });

  it('is WebAssembly 1.0, for Safari 15 and older webviews', () => {
    const out = mkdtempSync(join(tmpdir(), 'liangyan-'));
    const validate = (wasm: string) =>
      spawnSync(process.execPath, [
        join(root, 'node_modules/binaryen/bin/wasm-opt'),
        wasm,
        '--mvp-features',
        '--enable-mutable-globals',
        '--vacuum',
        '-o',
        join(out, 'out.wasm'),
      ]).status;
    try {
      for (const name of ['liangyan', 'inbox', 'evidence', 'stamps'])
        assert.equal(validate(join(DIST, `${name}.wasm`)), 0);
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('carries the guard in a module of its own: who only checks texts does not load it', async () => {
    const exported = (name: string) =>
      WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(join(DIST, name)))).map((one) => one.name);
    assert.ok(exported('inbox.wasm').includes('guard_apply'));
    const engine = exported('liangyan.wasm');
    assert.ok(engine.includes('engine_check'));
    assert.deepEqual(
      engine.filter((name) => /guard|policy|snapshot/.test(name)),
      [],
    );
  });

  it('publishes the hash of everything that runs', () => {
    const lines = readFileSync(join(DIST, 'SHA256SUMS'), 'utf8').trim().split('\n');
    const published = new Map(lines.map((line) => line.split('  ').reverse() as [string, string]));
    const runs = readdirSync(DIST, { recursive: true })
      .map((name) => String(name).replaceAll('\\', '/'))
      .filter((name) => /\.(?:wasm|js|cjs|lypack)$/.test(name));
    assert.deepEqual([...published.keys()].sort(), runs.sort());
    for (const name of ['liangyan.wasm', 'inbox.wasm', 'evidence.wasm', 'packs/zh.lypack'])
      assert.ok(published.has(name));
    for (const [name, hash] of published) {
      const is = createHash('sha256')
        .update(readFileSync(join(DIST, name)))
        .digest('hex');
      assert.equal(is, hash, name);
    }
  });

  it('does nothing at import, and needs no window', () => {
    const { exports } = JSON.parse(readFileSync(join(DIST, '../package.json'), 'utf8'));
    const entries = new Set(filesOf(exports).filter((file) => file.endsWith('.js') && !file.includes('worker-thread')));
    assert.ok(entries.size > 8);
    for (const file of entries) {
      const script = `
          const touched = [];
          for (const name of ['window', 'document', 'navigator', 'fetch', 'localStorage', 'setTimeout']) {
            Object.defineProperty(globalThis, name, { configurable: true, get() { touched.push(name); } });
          }
          const there = Object.getOwnPropertyNames(globalThis).length;
          await import(${JSON.stringify(join(DIST, '..', file))});
          console.log(JSON.stringify({ touched, made: Object.getOwnPropertyNames(globalThis).length - there }));`;
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
      });
      assert.equal(stdout.trim(), '{"touched":[],"made":0}', `${file}: ${stderr}`);
    }
  });

  it('has every file that the export map names', () => {
    const { exports } = JSON.parse(readFileSync(join(DIST, '../package.json'), 'utf8'));
    const named = filesOf(exports).filter((file) => !file.includes('*'));
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((file) => !existsSync(join(DIST, '..', file))),
      [],
    );
  });

  it('is described: every export of every entry has its place in the reference', async () => {
    const reference = readFileSync(join(DIST, 'api.md'), 'utf8');
    const { exports } = JSON.parse(readFileSync(join(DIST, '../package.json'), 'utf8'));
    let names = 0;
    for (const [subpath, where] of Object.entries<{ node?: unknown; default: { default: string } }>(exports)) {
      if (typeof where === 'string' || where.node === undefined) continue;
      const title = `## ${subpath.replace('.', 'liangyan')}`;
      const from = reference.indexOf(`${title}\n`);
      assert.ok(from >= 0, `no section ${title}`);
      const to = reference.indexOf('\n## ', from + 1);
      const section = reference.slice(from, to < 0 ? undefined : to);
      for (const name of Object.keys(await import(`liangyan${subpath.slice(1)}`))) {
        if (name === 'default') continue;
        names += 1;
        assert.ok(section.includes(`\n### ${name}\n`) || section.includes(`\`${name}\` (`), `${title} lacks ${name}`);
      }
    }
    assert.ok(names > 30);
  });

  it('names what is by others, and under which licence', () => {
    const list = readFileSync(join(DIST, 'THIRD-PARTY.md'), 'utf8');
    for (const name of ['wasm-bindgen', 'serde', 'fflate'])
      assert.match(list, new RegExp(`^\\| ${name} \\| [\\d.]+`, 'm'));
    const licences = [...list.matchAll(/^\| [\w@/-]+ \| [\d.]+\S* \| ([^|]+) \|/gm)].map(
      ([, licence]) => licence as string,
    );
    assert.ok(licences.length > 10);
    // Each may be used under terms that ask for no more than to be named.
    for (const licence of licences) assert.match(licence, /MIT|Apache-2\.0|BSD|Zlib|Unicode-3\.0|ISC|0BSD|Unlicense/);
  });

  it('carries the licences of the repository', () => {
    for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) {
      assert.equal(readFileSync(join(DIST, '..', name), 'utf8'), readFileSync(join(root, name), 'utf8'));
    }
  });

  it('carries every pack that there is', () => {
    const sources = readdirSync(join(root, 'packs'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const packs = readdirSync(join(DIST, 'packs')).map((name) => name.replace('.lypack', ''));
    for (const { name } of sources) assert.ok(packs.includes(name), `the pack ${name} is not built`);
    const code = readFileSync(join(DIST, '../src/assets.ts'), 'utf8');
    for (const pack of packs) assert.ok(code.includes(`./packs/${pack}.lypack`), `assets.ts does not name ${pack}`);
  });
});
