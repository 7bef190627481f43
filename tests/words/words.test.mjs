// The 20,000 most frequent words of each language are silent by themselves, but for those listed as meant.
//
// The words come from PyPI at test time and are not kept: jieba's dictionary (MIT) and wordfreq's list (Apache-2.0, its data
// share-alike).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { load } from 'liangyan';
import { capture } from '../../xtask/node/command.mjs';
import { pythonWith } from '../../xtask/node/python.mjs';

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
  const { python, skip } = pythonWith('word-lists', PACKAGES, 'import jieba, wordfreq');
  if (skip) return { skip };
  const listed = capture(python, ['-c', LIST]);
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
