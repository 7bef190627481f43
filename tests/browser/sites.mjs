// Builds a site with the package as any app would, and serves it with the demo's strict policy.

import { fileURLToPath } from 'node:url';
import { build, loadConfigFromFile, preview } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const demo = here('../../www');

/** Serves what was built; `close()` ends it. */
async function serve(root, config) {
  await build({ ...config, root, configFile: false, logLevel: 'error' });
  const server = await preview({
    ...config,
    root,
    configFile: false,
    logLevel: 'error',
    preview: { ...config.preview, host: '127.0.0.1', port: 0 },
  });
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}

async function demoConfig() {
  const { config } = await loadConfigFromFile(
    { command: 'build', mode: 'production' },
    here('../../www/vite.config.ts'),
  );
  return config;
}

/** The demo, built into a folder of the tests' own, so that `npm start` is not disturbed. */
export async function serveDemo() {
  const config = await demoConfig();
  return serve(demo, {
    ...config,
    build: { ...config.build, outDir: here('../../artifacts/browser/demo'), emptyOutDir: true },
  });
}

/** A page of `tests/browser/page` without the policy: some editors and frameworks' development builds break Trusted Types. */
export function servePage(name) {
  const build = {
    target: 'es2022',
    outDir: here(`../../artifacts/browser/${name}`),
    emptyOutDir: true,
    rollupOptions: { input: here(`page/${name}.html`) },
  };
  return serve(here('page'), { base: './', build });
}

/** The page with one field of each kind, in `tests/browser/page`. */
export async function serveFields() {
  const config = await demoConfig();
  return serve(here('page'), {
    ...config,
    build: { ...config.build, outDir: here('../../artifacts/browser/fields'), emptyOutDir: true },
  });
}

/** A page with nothing on it but the inbox as `window.kit`, in `tests/inbox/page`. */
export async function serveInbox() {
  const config = await demoConfig();
  return serve(here('../inbox/page'), {
    ...config,
    build: { ...config.build, outDir: here('../../artifacts/browser/inbox'), emptyOutDir: true },
  });
}

/** The page on `liangyan/inline`, with the demo's policy but for one word: it may connect to nothing at all. */
export async function serveInline() {
  const config = await demoConfig();
  const headers = { ...config.preview.headers };
  headers['Content-Security-Policy'] = headers['Content-Security-Policy'].replace(
    "connect-src 'self'",
    "connect-src 'none'",
  );
  return serve(here('page'), {
    base: './',
    preview: { headers },
    build: {
      ...config.build,
      outDir: here('../../artifacts/browser/inline'),
      emptyOutDir: true,
      rollupOptions: { input: here('page/inline.html') },
    },
  });
}
