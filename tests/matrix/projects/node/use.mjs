import { load, loadSync } from 'liangyan';
import * as inline from 'liangyan/inline';
import * as js from 'liangyan/js';

const engines = [await load(), inline.loadSync(), js.loadSync()];
console.log(engines.map((engine) => `${engine.kind} ${engine.check('you are a worthless idiot').level}`).join());
console.log(typeof loadSync, (await import('liangyan/worker')).load.name);
await import('liangyan/worker').then(({ load: start }) => start().catch(({ code }) => console.log(code)));
