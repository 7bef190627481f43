// A page of messages, and what the tests call. Everything it needs of the package is on `window.evidence`.

import * as evidence from '/dist/evidence.js';

const WORDS = [
  '你今天的分享真好看',
  'Some words that nobody should have to read 👩‍👩‍👧‍👦',
  'שלום עליכם، مرحبا',
  '𠀀𪚥㐂 扩展区的字',
  '第一行\n第二行\t制表',
];

/** Fills the page with `count` messages. */
function fill(count) {
  const thread = document.querySelector('#thread');
  thread.replaceChildren();
  for (let at = 0; at < count; at += 1) {
    const row = document.createElement('article');
    row.className = 'message';
    const make = (tag, name, text) => {
      const element = document.createElement(tag);
      element.className = name;
      element.textContent = text;
      return element;
    };
    const top = make('div', 'top', '');
    top.append(make('b', 'name', `Person ${at % 7}`), make('span', 'counts', String(at)));
    row.append(make('span', 'face', ''), top, make('p', 'words', `${WORDS[at % WORDS.length]} ${at}`));
    thread.append(row);
  }
  return thread;
}

const facts = (at) => ({
  id: `m${at}`,
  author: { id: `p${at % 7}`, name: `Person ${at % 7}` },
  text: `${WORDS[at % WORDS.length]} ${at}`,
  postedAtShown: '3 分钟前',
});

/** What is asked for when a thread of `count` messages is captured, its last one in front. */
function request(count) {
  const all = Array.from({ length: count }, (_, at) => facts(at));
  return { element: fill(count), message: all.at(-1), context: { before: all.slice(0, -1) } };
}

/** Bytes as base64: what crosses into a test. */
function base64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

const made = [];

/** A vault that remembers every package it gave: tests have all of them checked. */
async function openVault(options) {
  const vault = await evidence.openVault(options);
  const capture = vault.capture.bind(vault);
  vault.capture = async (asked) => {
    const item = await capture(asked);
    // Behind a passphrase a package is not read; whoever exports it later hands it in.
    if (!vault.locked) made.push((await vault.get(item.id)).bytes);
    return item;
  };
  const out = vault.export.bind(vault);
  vault.export = async (...asked) => {
    const file = await out(...asked);
    made.push(file.bytes);
    return file;
  };
  return vault;
}

/** Every package made on this page, with our own verdict. */
async function packages() {
  const all = [];
  for (const bytes of made) all.push({ bytes: base64(bytes), verdict: (await evidence.verify(bytes)).verdict });
  return all;
}

window.packages = packages;
/** As the package has it, for whoever measures. */
window.plainEvidence = evidence;
window.evidence = { ...evidence, openVault, fill, facts, request, base64, words: WORDS };
window.ready = true;
