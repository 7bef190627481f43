// Which build a wasm is of, written into it, so that wasm and code of two builds are told apart before they meet.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pkg } from './places.mjs';

/** The name of the section; `pkg/src/instance.ts` reads it. */
const SECTION = 'liangyan';

/** The package's version, the module and a hash of its glue: wasm fits code when all are equal. */
export function buildOf(made, module) {
  const { version } = JSON.parse(readFileSync(join(pkg, 'package.json'), 'utf8'));
  const glue = createHash('sha256')
    .update(readFileSync(join(made, `${module}.glue.js`)))
    .digest('hex');
  return `${version}+${module}.${glue.slice(0, 8)}`;
}

/** The wasm with a custom section at its end: id 0, size, name, content. */
export function marked(wasm, build) {
  const name = Buffer.from(SECTION);
  const content = Buffer.concat([Buffer.from([name.length]), name, Buffer.from(build)]);
  // One byte holds a size below 128 in LEB128.
  if (content.length > 127) throw new Error(`the build's name is too long: ${build}`);
  return Buffer.concat([wasm, Buffer.from([0, content.length]), content]);
}
