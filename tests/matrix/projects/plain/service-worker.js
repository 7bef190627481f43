import { load } from '/liangyan/index.js';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', async ({ data, source }) => {
  const engine = await load();
  source.postMessage(`${engine.kind} ${engine.check(data).level}`);
});
