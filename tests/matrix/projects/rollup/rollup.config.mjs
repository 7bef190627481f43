import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  input: at('main.js'),
  plugins: [nodeResolve({ browser: true })],
  output: { dir: at('dist'), format: 'es', entryFileNames: 'main.js', chunkFileNames: '[name].js' },
};
