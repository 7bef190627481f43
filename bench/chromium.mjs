// The same contestants and texts on pages of a real Chromium, as people's browsers run them.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launch, skip } from '../tests/browser/chromium.mjs';
import { CONTESTANTS } from './contestants.mjs';
import { packFiles, RUSTRICT, shipped } from './material.mjs';
import { PACE } from './pace.mjs';
import { packTerms } from './packs.mjs';
import { least } from './statistics.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/page.js"></script>';

/** Everything a contestant needs, as one site: `{ path: bytes }`. */
async function site(out) {
  await build({
    entryPoints: { page: here('page.mjs') },
    outdir: out,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    alias: { 'rustrict-glue': RUSTRICT[1] },
    external: ['node:*', 'fs', 'path', 'crypto', 'url', 'module'],
    logLevel: 'error',
  });
  const packs = packFiles();
  const files = { '/wasm': shipped('liangyan/liangyan.wasm'), '/rustrict': RUSTRICT[0] };
  for (const [at, path] of packs.entries()) files[`/pack/${at}`] = path;
  const served = Object.fromEntries(Object.entries(files).map(([path, file]) => [path, readFileSync(file)]));
  served['/material.json'] = Buffer.from(JSON.stringify({ packs: packs.length, terms: packTerms('zh') }));
  return served;
}

async function serve(out, files) {
  // Isolated, so that the page's clock is exact to microseconds.
  const isolated = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  };
  const server = createServer(({ url }, response) => {
    const type = url.endsWith('.js') ? 'text/javascript' : url === '/' ? 'text/html' : 'application/octet-stream';
    try {
      const body = url === '/' ? PAGE : (files[url] ?? readFileSync(join(out, url)));
      response.writeHead(200, { 'content-type': type, ...isolated }).end(body);
    } catch {
      response.writeHead(404, isolated).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** One contestant in fresh pages, the last of which is measured. */
async function inPages(one, browser, url, sets, lengths) {
  const begun = [];
  let page;
  for (let n = 0; n < PACE.pages; n += 1) {
    await page?.close();
    page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => window.bench);
    begun.push(await page.evaluate((id) => window.bench.start(id), one.id));
  }
  page.setDefaultTimeout(0);
  const measure = (list) => page.evaluate(([of, budget]) => window.bench.measure(of, budget), [list, PACE.set]);
  const row = {
    id: one.id,
    start: { ms: least(begun.map(({ ms }) => ms)), first: least(begun.map(({ first }) => first)) },
    sets: await measure(sets),
    lengths: await measure(lengths),
  };
  await page.close();
  return row;
}

/**
 * `{ version, rows: [{ id, start: { ms, first }, sets, lengths }] }`, times in wall-clock; null where there is no Chromium.
 * `setsOf(contestant)` gives the sets it is asked about.
 */
export async function inChromium(setsOf, lengthsOf) {
  if (skip) {
    console.log(`Chromium: ${skip}`);
    return null;
  }
  const out = mkdtempSync(join(tmpdir(), 'liangyan-bench-page-'));
  const [served, browser] = [await serve(out, await site(out)), await launch()];
  try {
    const rows = [];
    for (const one of CONTESTANTS) {
      console.log(`${one.id} in Chromium`);
      const row = await inPages(one, browser, served.url, setsOf(one), lengthsOf(one)).catch((error) => {
        // Some are made for Node alone; the table leaves their cells empty.
        console.log(`${one.id} does not run in a page: ${error.message.split('\n')[0]}`);
        return null;
      });
      if (row) rows.push(row);
    }
    return { version: browser.version(), rows };
  } finally {
    await browser.close();
    served.close();
    rmSync(out, { recursive: true });
  }
}
