import { load } from '/liangyan/index.js';

const engine = await load();
postMessage(`${engine.kind} ${engine.check('you are a worthless idiot').level}`);
