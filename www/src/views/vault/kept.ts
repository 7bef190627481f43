import type { Capture, Contents } from 'liangyan/evidence';

/** The first capture of a package, which in the vault is the only one. */
export function captureIn(contents: Contents): Capture {
  const first = contents.record.captures[0];
  if (!first) throw new Error('the package holds no capture');
  return first.capture;
}
