// The 20,000 most frequent words of each language are silent by themselves, but for those listed as meant.
//
// The words come from PyPI at test time and are not kept: jieba's dictionary (MIT) and wordfreq's list (Apache-2.0, its data
// share-alike).

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { load } from 'liangyan';
import { capture, root, which } from '../../xtask/node/command.mjs';

const HOME = join(root, 'target/word-lists');
const PYTHON = join(HOME, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const PACKAGES = ['jieba==0.42.1', 'wordfreq==3.1.1'];

const LIST = `
import json, pathlib, jieba
from wordfreq import top_n_list
lines = (pathlib.Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
words = sorted((-int(line.split()[1]), line.split()[0]) for line in lines)
zh = [word for _, word in words if len(word) > 1][:20000]
print(json.dumps({"zh": zh, "en": top_n_list("en", 20000)}))
`;

/** The words by language, or why there are none. */
function lists() {
  const python = which('python3');
  if (!python) return { skip: 'no python3 here' };
  if (!existsSync(PYTHON) || capture(PYTHON, ['-c', 'import jieba, wordfreq']).code !== 0) {
    mkdirSync(HOME, { recursive: true });
    const made = capture(python, ['-m', 'venv', HOME]);
    const installed = made.code === 0 ? capture(PYTHON, ['-m', 'pip', 'install', '-q', ...PACKAGES]) : undefined;
    if (installed?.code !== 0) return { skip: `${PACKAGES.join(' and ')} could not be installed from PyPI` };
  }
  const listed = capture(PYTHON, ['-c', LIST]);
  assert.equal(listed.code, 0, listed.out);
  return { words: JSON.parse(listed.out.slice(listed.out.indexOf('{'))) };
}

const { words = {}, skip = false } = lists();
const engine = await load();
after(() => engine.free());

for (const language of ['zh', 'en']) {
  test(`${language}: no frequent word is flagged by itself`, { skip }, () => {
    assert.equal(words[language].length, 20_000);
    const meant = readFileSync(new URL(`meant.${language}.txt`, import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const verdicts = engine.checkMany(words[language]);
    const flagged = words[language].filter((_, i) => verdicts[i].level !== 'none');
    assert.deepEqual(flagged.sort(), meant.sort());
  });
}
