import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { explain, localeFor, locales } from 'liangyan/strings';

describe('explain', () => {
  it('knows every key of packs/why.tsv in every language', () => {
    const rows = readFileSync(join(DIST, '../../packs/why.tsv'), 'utf8').split('\n');
    const keys = rows.filter((row) => row !== '' && !row.startsWith('#')).map((row) => row.split('\t')[0] as string);
    assert.ok(keys.length > 50);
    for (const key of keys) for (const locale of locales) assert.notEqual(explain(key, locale), key);
  });

  it('speaks the language it is asked in', () => {
    assert.equal(explain('profanity.general', 'en-GB'), 'a swear word');
    assert.equal(explain('profanity.general', 'zh-Hans-SG'), '脏话');
    assert.equal(explain('profanity.general', 'zh-HK'), '髒話');
    assert.equal(explain('profanity.general'), 'a swear word');
  });

  it('hands an unknown key back', () => {
    assert.equal(explain('constructor', 'en'), 'constructor');
    assert.equal(explain('new.key', 'zh-CN'), 'new.key');
  });

  it('finds the written form of Chinese', () => {
    const tags = ['zh', 'zh-CN', 'zh-TW', 'zh-Hant-HK', 'zh-Hans-HK', 'yue', 'zh-MO', 'ja', 'en-US', 'ZH-tw'];
    const forms = ['zh-CN', 'zh-CN', 'zh-TW', 'zh-TW', 'zh-CN', 'zh-TW', 'zh-TW', 'en', 'en', 'zh-TW'];
    assert.deepEqual(tags.map(localeFor), forms);
  });
});
