import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  mode: 'production',
  context: at('.'),
  entry: './main.js',
  output: { path: at('dist'), filename: 'main.js', publicPath: 'auto' },
  // Half a minute of shrinking shows nothing.
  optimization: { minimize: false },
  performance: { hints: false },
};
