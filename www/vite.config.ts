import { defineConfig, type Plugin } from 'vite';

/** What the page may do: its own scripts and styles, WebAssembly, nothing from or to anywhere else. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // The one style sheet that is not a file: that of a kept page, shown in a frame without scripts (views/vault/frame.ts).
  "style-src 'self' 'nonce-kept'",
  "img-src 'self' data:",
  "connect-src 'self'",
  'frame-src blob:',
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Puts the policy into the built page itself, so that it holds on any static host. */
function strictPolicy(): Plugin {
  return {
    name: 'strict-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
    ],
  };
}

// Vite's own client puts style sheets inline and talks over a socket while developing.
const devPolicy = policy
  .replace("style-src 'self' 'nonce-kept'", "style-src 'self' 'unsafe-inline'")
  .replace("connect-src 'self'", "connect-src 'self' ws:")
  .replace("; require-trusted-types-for 'script'", '');

export default defineConfig({
  base: './',
  plugins: [strictPolicy()],
  // The package finds its .wasm next to itself; pre-bundling would move it away.
  optimizeDeps: { exclude: ['liangyan'] },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { headers: { 'Content-Security-Policy': devPolicy } },
  preview: {
    headers: {
      'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  },
});
