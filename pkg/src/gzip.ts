/**
 * The package's packs, and the wasm in `liangyan/inline`, are gzipped, because many servers send files they do not know
 * as they are. Whatever is gzipped may be handed in so; whatever is not passes through.
 */
import { gunzipSync } from 'fflate';
import { LiangyanError } from './errors.js';

/** The most that is unpacked: a few bytes can claim to be gigabytes. Bytes. */
const LIMIT = 64 * 1024 * 1024;

function isGzip(bytes: Uint8Array): boolean {
  return bytes.length > 18 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What the last four bytes say of the size; more than that is never unpacked. */
function claimed(bytes: Uint8Array): number {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  if (size > LIMIT) throw damaged(`it claims to be ${size} bytes`);
  return size;
}

function damaged(why: unknown): LiangyanError {
  return new LiangyanError('pack_damaged', 'these gzipped bytes cannot be unpacked', why);
}

/** Unpacks at once. Throws `pack_damaged`. */
export function unpackedSync(bytes: Uint8Array): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  const size = claimed(bytes);
  try {
    const out = gunzipSync(bytes, { out: new Uint8Array(size) });
    if (out.length === size) return out;
  } catch (thrown) {
    throw damaged(thrown);
  }
  throw damaged('it is not as long as it claims');
}

/** Unpacks, out of this thread's way where the place can. Rejects with `pack_damaged`. */
export async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (!isGzip(bytes) || typeof DecompressionStream === 'undefined') return unpackedSync(bytes);
  const out = new Uint8Array(claimed(bytes));
  let length = 0;
  try {
    const stream = new Response(bytes as BodyInit).body as ReadableStream<Uint8Array<ArrayBuffer>>;
    const reader = stream.pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      // Throws where there is more than was claimed, and with that the stream is let go.
      out.set(part.value, length);
      length += part.value.length;
    }
  } catch (thrown) {
    throw damaged(thrown);
  }
  if (length !== out.length) throw damaged('it is not as long as it claims');
  return out;
}
