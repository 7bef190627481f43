// WebKit: WebKitGTK's MiniBrowser under its own WebDriver, on a virtual screen with a message bus of its own (without one
// it hangs). One window serves all pages in turn; a page opened with `sharing` gets a window beside it.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { begin, commit } from './composition.mjs';
import { DEFAULTS, Page } from './page.mjs';
import { miniBrowser, onPath } from './programs.mjs';

const NEEDS = ['WebKitWebDriver', 'xvfb-run', 'dbus-run-session'];
const binary = process.env.MINIBROWSER ?? miniBrowser();
const missing = [...NEEDS.filter((name) => !onPath(name)), ...(binary ? [] : ['MiniBrowser'])];

/** WebDriver's private code points for keys that write nothing. */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** The system's wishes as GTK reads them, in a settings folder of this start's own. */
function settings({ motion }) {
  const folder = mkdtempSync(join(tmpdir(), 'liangyan-webkit-'));
  mkdirSync(join(folder, 'gtk-3.0'));
  const lines = ['[Settings]', `gtk-enable-animations=${motion === 'reduce' ? 0 : 1}`];
  writeFileSync(join(folder, 'gtk-3.0/settings.ini'), `${lines.join('\n')}\n`);
  return folder;
}

/** The driver and everything it stands on, as one group of processes. */
async function startDriver(wishes) {
  const port = await freePort();
  const config = settings(wishes);
  const { LC_ALL: _, ...env } = process.env;
  const child = spawn(
    'dbus-run-session',
    ['--', 'xvfb-run', '-a', '-s', '-screen 0 1600x1400x24', 'WebKitWebDriver', `--port=${port}`],
    {
      detached: true,
      stdio: 'ignore',
      env: {
        ...env,
        // Without a language WebKit calls its own "C"; it reads no other from here.
        LANG: 'en_US.UTF-8',
        XDG_CONFIG_HOME: config,
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        WEBKIT_DISABLE_DMABUF_RENDERER: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
        NO_AT_BRIDGE: '1',
        GTK_THEME: wishes.theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
        GTK_A11Y: 'none',
      },
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // A test run that is cut off must not leave a browser behind.
  const kill = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
    rmSync(config, { recursive: true, force: true });
  };
  const leave = () => {
    kill();
    process.exit(1);
  };
  process.once('exit', kill);
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  const address = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 200; i += 1) {
    try {
      if ((await fetch(`${address}/status`)).ok) {
        return {
          address,
          async stop() {
            process.kill(-child.pid, 'SIGTERM');
            await Promise.race([ended, rest(3000)]);
            kill();
            process.off('exit', kill).off('SIGINT', leave).off('SIGTERM', leave);
          },
        };
      }
    } catch {
      // Not up yet.
    }
    await rest(100);
  }
  kill();
  throw new Error('WebKitWebDriver did not answer within 20 s');
}

/** One session of WebDriver. Commands go one after the other: they share a "current window". */
class Session {
  #address;
  #last = Promise.resolve();
  #window = null;

  constructor(address) {
    this.#address = address;
  }

  static async start(driver) {
    const session = new Session(driver);
    const { sessionId } = await session.ask('POST', '', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': { binary, args: ['--automation'] },
          timeouts: { script: 60_000, pageLoad: 60_000, implicit: 0 },
        },
      },
    });
    session.#address = `${driver}/session/${sessionId}`;
    return session;
  }

  async ask(method, path, body) {
    const base = path === '' && method === 'POST' ? `${this.#address}/session` : `${this.#address}${path}`;
    const answer = await fetch(base, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`WebDriver ${path}: ${value?.error}: ${value?.message}`);
    return value;
  }

  /** Sends commands of one window, in order, with no other window's in between. */
  in(window, commands) {
    const mine = this.#last.then(async () => {
      if (window !== this.#window) {
        await this.ask('POST', '/window', { handle: window });
        this.#window = window;
      }
      return commands();
    });
    this.#last = mine.catch(() => {});
    return mine;
  }
}

class Tab {
  deaf = true;
  /** MiniBrowser binds no key to the page's undo. */
  noUndoKey = true;
  heard = [];
  constructor(session, window, last) {
    this.session = session;
    this.window = window;
    this.last = last;
    this.raw = session;
  }
  #ask(method, path, body) {
    return this.session.in(this.window, () => this.session.ask(method, path, body));
  }
  async run(expression) {
    // A promise is awaited by hand: the synchronous command of some versions gives it back as an empty object.
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => ${expression}).then(
        (value) => done({ value: value === undefined ? null : value }),
        (error) => done({ error: String(error && error.stack || error) }),
      );`;
    const { value, error } = await this.#ask('POST', '/execute/async', { script, args: [] });
    if (error) throw new Error(error);
    return value;
  }
  load(url) {
    return this.#ask('POST', '/url', { url });
  }
  again() {
    return this.#ask('POST', '/refresh', {});
  }
  #act(actions) {
    return this.#ask('POST', '/actions', { actions });
  }
  point(x, y, count) {
    const presses = Array.from({ length: count }, () => [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]).flat();
    return this.#act([
      {
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [{ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) }, ...presses],
      },
    ]);
  }
  #keys(actions) {
    return this.#act([{ type: 'key', id: 'keyboard', actions }]);
  }
  keyDown(key) {
    return this.#keys([{ type: 'keyDown', value: KEYS[key] ?? key }]);
  }
  keyUp(key) {
    return this.#keys([{ type: 'keyUp', value: KEYS[key] ?? key }]);
  }
  type(text) {
    return this.#keys(
      [...text].flatMap((sign) => {
        const value = sign === '\n' ? KEYS.Enter : sign;
        return [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ];
      }),
    );
  }
  insert(text) {
    return this.run(`document.execCommand('insertText', false, ${JSON.stringify(text)})`);
  }
  async compose(steps) {
    await this.run(`(${begin})(${JSON.stringify(steps)})`);
    return (chosen, by = ' ') => this.run(`(${commit})('webkit', ${JSON.stringify(chosen)}, ${JSON.stringify(by)})`);
  }
  /** The driver takes its picture with the page's next paint, and waits for ever where nothing moves: one dot does. */
  async picture() {
    await this.run(`(() => {
      const dot = document.createElement('i');
      for (const [name, value] of [['position', 'fixed'], ['right', '0'], ['bottom', '0'], ['width', '1px'], ['height', '1px']]) {
        dot.style.setProperty(name, value);
      }
      document.documentElement.append(dot);
      const timer = setInterval(() => dot.style.setProperty('opacity', dot.style.opacity === '0.1' ? '0.2' : '0.1'), 30);
      dot.style.setProperty('background', 'currentColor');
      window.__dot = () => { clearInterval(timer); dot.remove(); };
    })()`);
    const picture = await this.#ask('GET', '/screenshot');
    await this.run('window.__dot()');
    return Buffer.from(picture, 'base64');
  }
  async size(width, height) {
    // The window has a bar above the page: what it takes is added.
    const inner = await this.run('({ width: innerWidth, height: innerHeight })');
    if (inner.width === width && inner.height === height) return;
    const outer = await this.#ask('GET', '/window/rect');
    await this.#ask('POST', '/window/rect', {
      width: width + outer.width - inner.width,
      height: height + outer.height - inner.height,
    });
  }
  async end() {
    await this.last(this);
  }
}

export const webkit = {
  name: 'webkit',
  skip: missing.length === 0 ? false : `no WebKit here (missing: ${missing.join(', ')})`,
  atStart: ['theme', 'motion'],
  async launch(start = {}) {
    const driver = await startDriver({ ...DEFAULTS, ...start });
    let session;
    try {
      session = await Session.start(driver.address);
    } catch (error) {
      await driver.stop();
      throw error;
    }
    const first = await session.ask('GET', '/window');
    /** A closed page leaves its window: the first one is emptied for the next page, others go. */
    const last = async (tab) => {
      if (tab.window === first) await tab.load('about:blank');
      else await session.in(tab.window, () => session.ask('DELETE', '/window'));
    };
    return {
      raw: session,
      async open(url, options = {}) {
        const { width, height, sharing } = { ...DEFAULTS, ...start, ...options };
        let window = first;
        if (sharing)
          ({ handle: window } = await session.in(first, () => session.ask('POST', '/window/new', { type: 'window' })));
        const tab = new Tab(session, window, last);
        await tab.size(width, height);
        const page = new Page(tab);
        if (!sharing) await forget(tab, url);
        await page.goto(url);
        return page;
      },
      async close() {
        try {
          await session.ask('DELETE', '');
        } finally {
          await driver.stop();
        }
      },
    };
  },
};

/** Empties what the origin has stored: one session shares one store. */
async function forget(tab, url) {
  await tab.load(new URL('/favicon.ico', url).href);
  await tab.run(`(async () => {
    localStorage.clear();
    sessionStorage.clear();
    for (const { name } of (await indexedDB.databases?.()) ?? []) {
      await new Promise((resolve) => {
        const gone = indexedDB.deleteDatabase(name);
        gone.onsuccess = gone.onerror = gone.onblocked = resolve;
      });
    }
  })()`);
}
