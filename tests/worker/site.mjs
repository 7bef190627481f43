// A site of a few files on loopback, with the headers a test asks for.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built package. */
export const DIST = fileURLToPath(new URL('../../pkg/dist/', import.meta.url));

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css',
  '.json': 'application/json',
  '.txt': 'text/plain',
  // What many servers and app shells say of it: nothing here may depend on `application/wasm`.
  '.wasm': 'application/octet-stream',
};

/**
 * Serves `pages` (path -> text, or `{ text, headers }`) and, for everything else, the files under `folders` (path prefix
 * -> folder). `headers` go with every answer. `close()` ends it.
 */
export async function serveSite({ pages = {}, folders = { '/liangyan/': DIST }, headers = {} }) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://loopback');
    const page = pages[pathname];
    const send = (status, path, body, more) => {
      response.writeHead(status, {
        'content-type': TYPES[path.slice(path.lastIndexOf('.'))] ?? 'application/octet-stream',
        ...headers,
        ...more,
      });
      response.end(body);
    };
    if (page !== undefined) {
      const { text, headers: own } = typeof page === 'string' ? { text: page } : page;
      return send(200, pathname.includes('.') ? pathname : '.html', text, own);
    }
    const prefix = Object.keys(folders).find((start) => pathname.startsWith(start));
    const rest = prefix && normalize(decodeURIComponent(pathname.slice(prefix.length)));
    if (!prefix || rest.startsWith('..')) return send(404, '.txt', 'not here');
    try {
      send(200, pathname, await readFile(join(folders[prefix], rest)));
    } catch {
      send(404, '.txt', 'not here');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
