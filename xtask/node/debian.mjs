// What the tests use of a Debian system, in one place.

import { existsSync, readFileSync } from 'node:fs';
import { capture, stream, which } from './command.mjs';

/**
 * Debian packages by what they are for. Tests look programs up themselves and say what they skip, so every entry is
 * optional: a machine without it runs fewer tests.
 */
export const DEBIAN_PACKAGES = [
  { what: 'Chromium', packages: ['chromium'], there: () => Boolean(which('chromium') ?? which('google-chrome')) },
  { what: 'Firefox', packages: ['firefox-esr'], there: () => Boolean(which('firefox-esr') ?? which('firefox')) },
  {
    what: 'WebKit and its driver',
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth', 'dbus', 'dbus-x11'],
    there: () => ['WebKitWebDriver', 'xvfb-run', 'xauth', 'dbus-run-session'].every(which),
  },
  {
    what: 'an embedded WebKit view',
    packages: ['gir1.2-webkit2-4.1', 'gir1.2-gtk-3.0', 'python3-gi'],
    // By package: python's bindings are not programs on PATH.
    there: () => ['gir1.2-webkit2-4.1', 'gir1.2-gtk-3.0', 'python3-gi'].every(installed),
  },
  { what: 'minisign', packages: ['minisign'], there: () => Boolean(which('minisign')) },
  {
    what: 'fonts for Chinese text',
    packages: ['fonts-noto-cjk'],
    there: () => installed('fonts-noto-cjk'),
  },
];

function installed(name) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own format
  const { code, out } = capture('dpkg-query', ['-W', '-f=${Status}', name]);
  return code === 0 && out.includes('install ok installed');
}

/** Whether this is a Debian (or a child of it) where this process may install packages. */
export function mayInstall() {
  if (process.platform !== 'linux' || !which('apt-get') || process.getuid?.() !== 0) return false;
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Installs what is missing where that is allowed, and says what stays missing. Never fails: tests skip what they lack. */
export async function installDebianPackages() {
  let missing = DEBIAN_PACKAGES.filter((entry) => !entry.there());
  if (missing.length === 0) return;
  if (mayInstall()) {
    const names = missing.flatMap((entry) => entry.packages);
    console.log(`set-up: apt-get install ${names.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const limitMs = 8 * 60_000;
    await stream('apt-get', ['update', '-qq'], { env, limitMs });
    const args = ['install', '-y', '-qq', '--no-install-recommends'];
    const all = await stream('apt-get', [...args, ...names], { env, limitMs });
    if (all.code !== 0) {
      // One package a release does not have must not keep the others away.
      for (const entry of missing) await stream('apt-get', [...args, ...entry.packages], { env, limitMs });
    }
    missing = missing.filter((entry) => !entry.there());
  }
  for (const entry of missing) {
    console.log(`set-up: no ${entry.what} here (Debian: ${entry.packages.join(' ')}); tests that need it are skipped`);
  }
}
