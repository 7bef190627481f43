import { load, loadSync } from 'liangyan';
import { load as loadInline } from 'liangyan/inline';
import wasm from 'liangyan/liangyan.wasm';
import en from 'liangyan/packs/en.lypack';

const CRUEL = 'you are a worthless idiot';

export default {
  async fetch() {
    const packs = [new Uint8Array(en)];
    const engines = [loadSync({ wasm, packs }), await load({ wasm, packs })];
    const seen = engines.map((engine) => `${engine.kind} ${engine.check(CRUEL).level}`);
    // Without a module at hand this platform compiles nothing: plain JavaScript takes over.
    const fallback = await loadInline();
    seen.push(`${fallback.kind} ${fallback.check(CRUEL).level}`);
    return new Response(seen.join());
  },
};
