/** The smallest module there is: the header alone. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/**
 * Whether this place runs WebAssembly. Lockdown Mode takes `WebAssembly` away; a content security policy leaves it there
 * and refuses every module, so only trying tells. A module that is there already was allowed: workerd runs those and
 * compiles none.
 */
export function hasWasm(given?: unknown): boolean {
  try {
    if (given instanceof WebAssembly.Module) return true;
    return new WebAssembly.Module(EMPTY) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}
