/** `npx liangyan-webview FILE.html [--without-js]`: writes the page that an app loads from its own files. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const USAGE = `liangyan-webview FILE.html [--without-js]

Writes one page that carries the engine, its packs and the bridge, for an app to load in a webview.
  --without-js   leave out the engine as plain JavaScript (600 KB), which runs where there is no WebAssembly`;

const beside = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** A module that imports nothing and declares what it exports, as an expression. */
function moduleAsValue(source: string): string {
  const names: string[] = [];
  const body = source.replace(/^export (function|const) (\w+)/gm, (_, kind, name) => {
    names.push(name);
    return `${kind} ${name}`;
  });
  return `(()=>{${body}\nreturn{${names}}})()`;
}

/**
 * The page. Its policy allows this one script by its hash, WebAssembly, and nothing else: no network, no other script, no
 * picture. It is one file because packaged apps serve files in ways of their own, and often without types.
 */
function page(withJs: boolean): string {
  const core = withJs ? moduleAsValue(beside('./core.js')) : 'null';
  const script = `${beside('./webview-page.js')}\nliangyanPage.start(${moduleAsValue(beside('./inlined.js'))},${core});`;
  if (/<\/script|<!--/i.test(script)) throw new Error('the script would end its own element');
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'wasm-unsafe-eval'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<title>Liangyan</title>
</head>
<body>
<script>${script}</script>
</body>
</html>
`;
}

const options = process.argv.slice(2);
const [file, ...more] = options.filter((option) => option !== '--without-js');
if (file === undefined || file.startsWith('-') || more.length > 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const html = page(!options.includes('--without-js'));
  writeFileSync(file, html);
  console.log(`${file}: ${Buffer.byteLength(html)} bytes`);
}
