// Serves the built package and the pages of these tests on the loopback, from two origins, with a strict policy.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const FOLDERS = { '/dist/': here('../../pkg/dist/'), '/': here('page/') };

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
};

/** What an app under a strict policy has; Trusted Types where the page does not break them itself. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
const TRUSTED = `${POLICY}; require-trusted-types-for 'script'`;

/** `{ url, close }`. Every request is remembered in `asked`. */
export async function serve() {
  const asked = [];
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    asked.push(path);
    const [prefix, folder] = Object.entries(FOLDERS).find(([start]) => path.startsWith(start));
    const file = join(folder, path.slice(prefix.length));
    if (!existsSync(file) || path.endsWith('/')) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    // A hostile page has no policy: nothing but the copy itself keeps it from doing harm.
    if (!path.startsWith('/hostile')) response.setHeader('Content-Security-Policy', TRUSTED);
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    /** Another origin with the same files. */
    other: `http://localhost:${port}`,
    asked,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
