// What the READMEs promise about single texts, run.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'liangyan';

const FOUND = ['你就是个废物', '你就是个傻*子', '你个煞笔', 'you are a 1d10t', 'you are a w*ste of space'];
const LEFT_ALONE = ['傻子瓜子', 'Scunthorpe', 'he called me an idiot', '路口交通', '他骂我是白痴'];

const engine = await load();
const readmes = ['README.md', 'README.zh-CN.md']
  .map((name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'))
  .join('\n');

for (const text of FOUND) {
  test(`asked about: ${text}`, () => {
    assert.match(engine.check(text).level, /^(?:warn|severe)$/);
  });
}
for (const text of LEFT_ALONE) {
  test(`not asked about: ${text}`, () => {
    assert.match(engine.check(text).level, /^(?:none|hint)$/);
  });
}

test('the READMEs name these texts', () => {
  const seen = readmes.replace(/\s+/g, ' ');
  const bare = (text) => text.replace(/^(?:你就是个|你个|you are a )(?=傻|煞|1)/, '');
  for (const text of [...FOUND, ...LEFT_ALONE]) assert.ok(seen.includes(bare(text)), text);
});
