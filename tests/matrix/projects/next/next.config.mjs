import { fileURLToPath } from 'node:url';

// The build tools and the package lie two folders up, and `app.js` one.
const root = fileURLToPath(new URL('../..', import.meta.url));

export default {
  turbopack: { root },
  outputFileTracingRoot: root,
};
