declare module 'blakejs/blake2b.js' {
  /** BLAKE2b of the input; 64 bytes where no other length is asked for. */
  export function blake2b(input: Uint8Array): Uint8Array;
}
