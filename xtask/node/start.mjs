// `npm start`: all set-up, then the demo on a free loopback port.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from './command.mjs';
import { setUp } from './setup.mjs';

const HOST = '127.0.0.1';
const FIRST_PORT = 5173;

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, HOST, () => probe.close(() => resolve(true)));
  });
}

async function freePort() {
  for (let port = FIRST_PORT; port < FIRST_PORT + 200; port += 1) if (await isFree(port)) return port;
  throw new Error(`no free port between ${FIRST_PORT} and ${FIRST_PORT + 199}`);
}

await setUp();
const port = await freePort();
const vite = join(root, 'node_modules/vite/bin/vite.js');
const server = spawn(process.execPath, [vite, '--host', HOST, '--port', String(port), '--strictPort'], {
  cwd: join(root, 'www'),
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));

const url = `http://${HOST}:${port}/`;
for (let waited = 0; waited < 60_000; waited += 200) {
  const answered = await fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
  if (answered) {
    console.log(`\nThe demo is ready: ${url}  (Ctrl+C ends it)\n`);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}
