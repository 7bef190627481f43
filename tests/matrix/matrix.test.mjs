// The packed tarball, installed and used by every build tool and in every kind of place that people have.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, skip as noChromium } from '../browser/chromium.mjs';
import { serveSite } from '../worker/site.mjs';
import { runExtension } from './extension.mjs';
import { install, place, projects, run, skipReason, tool } from './install.mjs';
import { pageWith, seen, seenIn } from './pages.mjs';
import { NO_WASM, STRICT, TRUSTED } from './policies.mjs';

const WASM = { here: 'wasm warn', worker: 'wasm warn' };
const JS = { here: 'js warn', worker: 'js warn' };
const APP = { ...WASM, words: true };
/**
 * What `npm pack` may weigh unpacked, bytes. Only lowered, unless the package learns something new, as it did with time stamps and signed packs: the
 * aim is three million, and what lies above it is the packs, which are there twice (in files and inlined), the guard's code,
 * the evidence module and the one that reads stamps, each also as JavaScript.
 */
const MOST_BYTES = 5_000_000;

describe('the package, installed', { skip: skipReason() }, () => {
  let packed;
  const home = join(place, 'node_modules/liangyan');
  const project = (name) => join(projects, name);
  before(async () => {
    packed = await install();
  });

  test('weighs no more than it may and carries no source maps', () => {
    assert.ok(packed.unpackedSize <= MOST_BYTES, `${packed.unpackedSize} bytes unpacked`);
    assert.deepEqual(
      packed.files.filter(({ path }) => path.endsWith('.map')),
      [],
    );
  });

  test('publint and are-the-types-wrong have nothing to say', async () => {
    const said = await tool('publint/src/cli.js', ['--strict', home]);
    assert.match(said, /All good!/);
    // What is no module is resolved by build tools alone.
    const files = ['./worker-thread.js', './liangyan.wasm', './inbox.wasm', './evidence.wasm', './stamps.wasm'];
    const args = [packed.tarball, '--profile', 'node16', '--format', 'ascii', '--exclude-entrypoints', ...files];
    await tool('@arethetypeswrong/cli/dist/index.js', args);
  });

  test('Node, modules and CommonJS', async () => {
    for (const file of ['use.mjs', 'use.cjs']) {
      const [verdicts, ...rest] = (await run(process.execPath, [join(project('node'), file)], tmpdir()))
        .trim()
        .split('\n');
      assert.equal(verdicts, 'wasm warn,wasm warn,js warn');
      assert.match(rest.join(' '), /worker_unavailable/);
    }
  });

  test('workerd', async () => {
    const out = join(project('workerd'), 'dist');
    await esbuild({
      absWorkingDir: project('workerd'),
      entryPoints: ['worker.js'],
      format: 'esm',
      outdir: out,
      loader: { '.wasm': 'copy', '.lypack': 'copy' },
      assetNames: '[name]',
      conditions: ['workerd', 'worker', 'browser'],
    });
    const { Miniflare } = await import(join(place, 'node_modules/miniflare/dist/src/index.js'));
    const flare = new Miniflare({
      compatibilityDate: '2026-01-01',
      modulesRoot: out,
      modules: [
        { type: 'ESModule', path: join(out, 'worker.js') },
        { type: 'CompiledWasm', path: join(out, 'liangyan.wasm') },
        { type: 'Data', path: join(out, 'en.lypack') },
      ],
    });
    try {
      const response = await flare.dispatchFetch('http://loopback/');
      assert.equal(await response.text(), 'wasm warn,wasm warn,js warn');
    } finally {
      await flare.dispose();
    }
  });

  test("React Native's sample is of the right types", async () => {
    const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
    await run(process.execPath, [tsc, '-p', project('react-native')]);
    const guide = readFileSync(join(home, 'docs/webview-react-native.md'), 'utf8');
    assert.ok(
      guide.includes(readFileSync(join(project('react-native'), 'Liangyan.tsx'), 'utf8')),
      'the guide has another',
    );
  });

  test('the page for webviews is written by the installed program', async () => {
    const said = await run('npx', ['--no-install', 'liangyan-webview', 'page.html'], place);
    assert.match(said, /page\.html: \d{7} bytes/);
  });

  describe('in Chromium', { skip: noChromium }, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    const plain = async (headers, path = 'plain/index.html') => {
      const site = await serveSite({
        folders: { '/plain/': `${project('plain')}/`, '/liangyan/': join(home, 'dist/') },
        headers,
      });
      try {
        return await seen(browser, site.url + path);
      } finally {
        await site.close();
      }
    };

    test('a plain module script under a strict policy', async () => {
      assert.deepEqual(await plain(STRICT), WASM);
    });

    test('Trusted Types enforced', async () => {
      assert.deepEqual(await plain(TRUSTED), WASM);
    });

    test('a policy without WebAssembly: plain JavaScript', async () => {
      assert.deepEqual(await plain(NO_WASM), JS);
    });

    test('a module worker', async () => {
      assert.deepEqual(await plain(STRICT, 'plain/module.html'), { here: 'wasm warn' });
    });

    test('a service worker', async () => {
      assert.deepEqual(await plain(STRICT, 'plain/service.html'), { here: 'wasm warn' });
    });

    test('Vite, built', async () => {
      const folder = project('vite');
      await tool('vite/bin/vite.js', ['build', '--base', './', '--logLevel', 'warn'], folder);
      assert.deepEqual(await seenIn(browser, join(folder, 'dist'), { headers: TRUSTED, path: 'index.html' }), APP);
    });

    test('Vite, developing, with no configuration', async () => {
      const vite = await import(join(place, 'node_modules/vite/dist/node/index.js'));
      const server = await vite.createServer({
        root: project('vite'),
        configFile: false,
        logLevel: 'error',
        server: { host: '127.0.0.1', port: 0, fs: { allow: [place] } },
      });
      try {
        await server.listen();
        assert.deepEqual(await seen(browser, server.resolvedUrls.local[0]), APP);
      } finally {
        await server.close();
      }
    });

    test('webpack', async () => {
      const folder = project('webpack');
      const { default: webpack } = await import(join(place, 'node_modules/webpack/lib/index.js'));
      const { default: config } = await import(join(folder, 'webpack.config.mjs'));
      const stats = await new Promise((resolve, reject) => {
        webpack(config, (error, made) => (error ? reject(error) : resolve(made)));
      });
      assert.equal(stats.hasErrors() || stats.hasWarnings(), false, stats.toString({ colors: false }));
      const pages = { '/': pageWith('./main.js') };
      assert.deepEqual(await seenIn(browser, join(folder, 'dist'), { headers: STRICT, pages }), APP);
    });

    // These two leave `new URL(…, import.meta.url)` as it is: the files go beside the bundle.
    const beside = (out) => {
      for (const name of ['liangyan.wasm', 'packs', 'worker-thread.js', 'core.js']) {
        cpSync(join(home, 'dist', name), join(out, name), { recursive: true });
      }
    };

    test('esbuild, the files beside the bundle', async () => {
      const [folder, out] = [project('esbuild'), join(project('esbuild'), 'dist')];
      await esbuild({ absWorkingDir: folder, entryPoints: ['main.js'], splitting: true, format: 'esm', outdir: out });
      beside(out);
      const pages = { '/': pageWith('./main.js') };
      assert.deepEqual(await seenIn(browser, out, { headers: TRUSTED, pages }), APP);
    });

    test('esbuild, all in one classic script', async () => {
      const [folder, out] = [project('esbuild'), join(project('esbuild'), 'inline')];
      await esbuild({ absWorkingDir: folder, entryPoints: ['inline.js'], format: 'iife', outdir: out });
      const pages = { '/': pageWith('./inline.js').replace('type="module"', 'defer') };
      assert.deepEqual(await seenIn(browser, out, { headers: TRUSTED, pages }), { here: 'wasm warn' });
    });

    test('Rollup, the files beside the bundle', async () => {
      const folder = project('rollup');
      await tool('rollup/dist/bin/rollup', ['-c', 'rollup.config.mjs', '--silent'], folder);
      beside(join(folder, 'dist'));
      const pages = { '/': pageWith('./main.js') };
      assert.deepEqual(await seenIn(browser, join(folder, 'dist'), { headers: TRUSTED, pages }), APP);
    });

    test('Next.js, rendered on the server and used in the browser', async () => {
      const folder = project('next');
      const next = join(place, 'node_modules/next/dist/bin/next');
      // Other build tools leave NODE_ENV behind in this process.
      const env = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
      await run(process.execPath, [next, 'build'], folder, env);
      const port = await freePort();
      const server = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
        cwd: folder,
        env: { ...process.env, ...env },
        stdio: 'ignore',
      });
      try {
        const url = `http://127.0.0.1:${port}/`;
        const html = await answer(url);
        assert.match(html, /data-server="wasm warn"/);
        assert.deepEqual(await seen(browser, url), APP);
      } finally {
        server.kill();
      }
    });

    const extension = (name, scripts, entry) =>
      runExtension({
        source: project('extension'),
        dist: join(home, 'dist'),
        into: project(name),
        scripts,
        entry,
      });

    test('an extension page and its service worker', async () => {
      const seen = await extension('extension-wasm', "'self' 'wasm-unsafe-eval'", './liangyan/index.js');
      assert.deepEqual(seen, { page: WASM, service: 'wasm warn' });
    });

    test('an extension whose policy forbids WebAssembly', async () => {
      // A service worker may not import at run time: there `liangyan/js` is the way.
      const seen = await extension('extension-js', "'self'", './liangyan/js.js');
      assert.deepEqual(seen, { page: JS, service: 'js warn' });
    });
  });
});

/** The installed esbuild. It says on a terminal what it would not say in a test. */
async function esbuild(options) {
  const { build } = await import(join(place, 'node_modules/esbuild/lib/main.js'));
  await build({ ...options, bundle: true, logLevel: 'error' });
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The page, once its server answers. */
async function answer(url) {
  for (let tries = 0; tries < 150; tries += 1) {
    const response = await fetch(url).catch(() => null);
    if (response) return response.text();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} does not answer`);
}
