// The content security policies that pages of the matrix are served with.

const COMMON = [
  "default-src 'none'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

const policy = (...more) => ({ 'content-security-policy': [...COMMON, ...more].join('; ') });

/** Own scripts and WebAssembly, nothing inline, no `eval`. */
export const STRICT = policy("script-src 'self' 'wasm-unsafe-eval'");

/** The same, and Trusted Types: the one policy allowed is that for the worker's address. */
export const TRUSTED = policy(
  "script-src 'self' 'wasm-unsafe-eval'",
  "require-trusted-types-for 'script'",
  'trusted-types liangyan-worker',
);

/** Own scripts, and no WebAssembly. */
export const NO_WASM = policy("script-src 'self'");
