// The vault in three real engines, under a strict policy with Trusted Types: captured, sealed, checked by others.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { describeEngines } from '../browser/engines/index.mjs';
import { checkers } from './checkers.mjs';
import { serve } from './site.mjs';

const others = checkers();
const folder = mkdtempSync(join(tmpdir(), 'liangyan-evidence-'));
let site;
before(async () => {
  site = await serve();
});
after(async () => {
  rmSync(folder, { recursive: true });
  await site?.close();
});

describeEngines('evidence', ({ engine, browser, test }) => {
  const made = [];
  const open = async (path = '/thread.html', options = {}) => {
    const page = await browser().open(site.url + path, { lang: 'zh-CN', ...options });
    await page.waitFor(() => window.ready === true);
    const close = page.close.bind(page);
    page.close = async () => {
      made.push(...(await page.evaluate(() => window.packages())));
      await close();
    };
    return page;
  };

  test('one capture: text exact to the code point, a picture that shows it, good for our verifier', async () => {
    const page = await open();
    const got = await page.evaluate(async () => {
      const { evidence } = window;
      const element = evidence.fill(evidence.words.length);
      const vault = await evidence.openVault();
      const item = await vault.capture({ element });
      const { contents, bytes } = await vault.get(item.id);
      const text = (kind) => new TextDecoder().decode(contents.parts.find((one) => one.kind === kind).bytes);
      const report = await vault.verify(bytes);
      return {
        item,
        shown: [...element.querySelectorAll('.words')].map((one) => one.textContent),
        record: contents.record.captures[0].capture.message.text,
        text: text('text'),
        dom: text('dom'),
        picture: contents.parts.find((one) => one.kind === 'picture')?.mime,
        gaps: contents.record.captures[0].capture.notCaptured,
        verdict: report.verdict,
        pinned: report.pinned,
        problems: report.files[0].problems,
      };
    });
    for (const words of got.shown) {
      assert.ok(got.text.includes(words), `the text part holds ${JSON.stringify(words)}`);
      assert.ok(got.record.includes(words), `the record holds ${JSON.stringify(words)}`);
      assert.ok(got.dom.includes(words), `the copy holds ${JSON.stringify(words)}`);
    }
    assert.deepEqual(got.gaps, []);
    assert.match(got.picture, /^image\/(?:png|jpeg)$/);
    assert.deepEqual([got.verdict, got.pinned, got.problems], ['intact', true, []]);
    assert.equal(got.item.trusted, false, 'a script started it');
    await page.close();
  });

  test('one real key press captures what is pointed at or focused, and the record says a hand did it', async () => {
    const page = await open();
    await page.evaluate(async () => {
      const { evidence } = window;
      const vault = await evidence.openVault();
      for (const row of evidence.fill(3).children) row.tabIndex = 0;
      window.kept = [];
      evidence.bindCaptureKey({
        messages: '.message',
        capture: async (element, event) => window.kept.push(await vault.capture({ element, event })),
      });
      document.querySelectorAll('.message')[1].focus();
    });
    await page.press('Alt+Shift+K');
    const item = await page.waitFor(() => window.kept[0]);
    assert.ok(item.excerpt.includes('Some words'), item.excerpt);
    assert.equal(item.trusted, true);
    await page.close();
  });

  test('taking one back deletes its bytes and leaves a note in a chain that holds', async () => {
    const page = await open();
    const got = await page.evaluate(async () => {
      const { evidence } = window;
      const vault = await evidence.openVault();
      const [first, second] = [await vault.capture(evidence.request(1)), await vault.capture(evidence.request(2))];
      const kept = await vault.export(second.id);
      await vault.withdraw(first.id);
      const gone = await vault.get(first.id).catch((error) => [error.code, error.fix !== '']);
      const chain = await vault.exportChain();
      const report = await vault.verify([kept, chain]);
      const events = (await vault.chain()).map(({ seq, event, packageHash }) => [seq, event, packageHash]);
      return { first, second, gone, events, verdict: report.verdict, list: await vault.list(), files: report.files };
    });
    assert.deepEqual(got.gone, ['not_found', true]);
    assert.deepEqual(got.events, [
      [1, 'sealed', got.first.id],
      [2, 'sealed', got.second.id],
      [3, 'withdrawn', got.first.id],
    ]);
    assert.deepEqual(
      got.list.map(({ id }) => id),
      [got.second.id],
    );
    assert.equal(got.verdict, 'intact', JSON.stringify(got.files));
    await page.close();
  });

  test('a passphrase closes everything kept, and capturing goes on behind it', async () => {
    const page = await open();
    const got = await page.evaluate(async () => {
      const { evidence } = window;
      const vault = await evidence.openVault({ name: 'closed' });
      const code = (error) => error.code;
      const before = await vault.capture(evidence.request(1));
      await vault.setPassphrase('four words of my own');
      vault.lock();
      const locked = [await vault.list().catch(code), await vault.export(before.id).catch(code)];
      const meanwhile = await vault.capture(evidence.request(2));
      const wrong = await vault.unlock('not these words').catch(code);
      const again = await evidence.openVault({ name: 'closed' });
      const stillLocked = again.locked;
      await again.unlock('four words of my own');
      const list = (await again.list()).map(({ id }) => id);
      const { bytes } = await again.export(meanwhile.id);
      const verdict = (await evidence.verify({ name: 'one', bytes })).verdict;
      const lying = await everythingIn('closed');
      await again.removePassphrase('four words of my own');
      const open = await everythingIn('closed');
      return { before, meanwhile, locked, wrong, stillLocked, list, verdict, lying, open };

      /** Every text and byte that lies in a database, as one string of bytes. */
      async function everythingIn(name) {
        const database = await new Promise((resolve) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
        });
        let all = '';
        const add = (value) => {
          if (typeof value === 'string') all += value;
          else if (ArrayBuffer.isView(value)) all += new TextDecoder('latin1').decode(value);
          else if (value && typeof value === 'object' && !(value instanceof CryptoKey))
            Object.values(value).forEach(add);
        };
        for (const store of database.objectStoreNames) {
          const values = await new Promise((resolve) => {
            const request = database.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => resolve(request.result);
          });
          add(values);
        }
        database.close();
        // "Person 0" is the author of the first message.
        return all.includes('Person 0');
      }
    });
    assert.deepEqual(got.locked, ['vault_locked', 'vault_locked']);
    assert.equal(got.wrong, 'wrong_passphrase');
    assert.equal(got.stillLocked, true);
    assert.deepEqual(got.list, [got.meanwhile.id, got.before.id]);
    assert.equal(got.verdict, 'intact');
    assert.equal(got.lying, false, 'nothing readable lies in the database');
    assert.equal(got.open, true, 'without the passphrase it lies open, so the search would have found it');
    await page.close();
  });

  test('a proof is put beside a seal, in the vault and behind its passphrase; what is about something else is refused', async () => {
    const page = await open();
    const got = await page.evaluate(async () => {
      const { evidence } = window;
      const vault = await evidence.openVault({ name: 'stamped' });
      const item = await vault.capture(evidence.request(1));
      const proof = (sha256) =>
        Uint8Array.from([
          ...[...'\0OpenTimestamps\0\0Proof\0\xbf\x89\xe2\xe8\x84\xe8\x92\x94'].map((one) => one.charCodeAt(0)),
          ...[1, 0x08, ...sha256, 0x08, 0x00, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01, 3, 0xa0, 0xf7, 0x36],
        ]);
      const { sha256, rfc3161Request } = await vault.stampInput(item.id);
      const code = (error) => error.code;
      const other = await vault.attach(item.id, { opentimestamps: proof(new Uint8Array(32)) }).catch(code);
      const none = await vault.attach(item.id, { rfc3161: new Uint8Array(9) }).catch(code);
      const before = (await vault.export(item.id)).bytes.length;
      await vault.setPassphrase('four words of my own');
      const after = await vault.attach(item.id, { opentimestamps: proof(sha256) });
      const { bytes } = await vault.export(item.id);
      const report = await vault.verify([bytes, await vault.exportChain()]);
      vault.lock();
      const locked = await vault.attach(item.id, { opentimestamps: proof(sha256) }).catch(code);
      const notes = report.files[0].notes.map((note) => [note.code, note.words['zh-TW'] !== '']);
      return {
        refused: [other, none, locked],
        request: rfc3161Request.length,
        same: after.id === item.id,
        grew: bytes.length > before && after.size === bytes.length,
        verdict: report.verdict,
        notes,
      };
    });
    assert.deepEqual(got.refused, ['bad_attachment', 'bad_attachment', 'vault_locked']);
    assert.deepEqual([got.request, got.same, got.grew, got.verdict], [59, true, true, 'intact']);
    for (const code of ['key_pinned', 'in_chain', 'proof_block']) {
      assert.ok(
        got.notes.some(([note, worded]) => note === code && worded),
        `${code} among ${got.notes}`,
      );
    }
    await page.close();
  });

  test('two tabs that capture at once make one chain', async () => {
    const page = await open();
    const other = await open('/thread.html', { sharing: page });
    const many = async () => {
      const { evidence } = window;
      const vault = await evidence.openVault();
      await Promise.all([1, 2, 3].map((count) => vault.capture(evidence.request(count))));
    };
    await Promise.all([page.evaluate(many), other.evaluate(many)]);
    const got = await page.evaluate(async () => {
      const { evidence } = window;
      const vault = await evidence.openVault();
      const files = [await vault.exportChain()];
      for (const { id } of await vault.list()) files.push(await vault.export(id));
      const report = await vault.verify(files);
      return { verdict: report.verdict, files: report.files.length, seqs: (await vault.chain()).map(({ seq }) => seq) };
    });
    assert.deepEqual(got, { verdict: 'intact', files: 7, seqs: [1, 2, 3, 4, 5, 6] });
    await other.close();
    await page.close();
  });

  test('a wipe leaves nothing, even while another tab has the vault open', async () => {
    const page = await open();
    const other = await open('/thread.html', { sharing: page });
    await other.evaluate(async () => {
      window.vault = await window.evidence.openVault();
      await window.vault.capture(window.evidence.request(1));
    });
    const got = await page.evaluate(async () => {
      const { evidence } = window;
      const vault = await evidence.openVault();
      const key = await vault.keyId();
      await vault.wipe();
      const after = await vault.list().catch((error) => error.code);
      const fresh = await evidence.openVault();
      return { after, list: await fresh.list(), chain: await fresh.chain(), sameKey: (await fresh.keyId()) === key };
    });
    assert.deepEqual(got, { after: 'vault_closed', list: [], chain: [], sameKey: false });
    await other.close();
    await page.close();
  });

  test('every package made above passes our verifier, wacz validate and warcio check', (t) => {
    assert.ok(made.length >= 15, `${made.length} packages`);
    assert.deepEqual([...new Set(made.map(({ verdict }) => verdict))], ['intact']);
    if (others.skip) {
      t.diagnostic(`not checked by others: ${others.skip}`);
      return;
    }
    const files = made.map(({ bytes }, number) => {
      const file = join(folder, `${engine.name}-${number}.wacz`);
      writeFileSync(file, Buffer.from(bytes, 'base64'));
      return file;
    });
    for (const [file, { wacz, warcio, passed, records, said }] of Object.entries(others.check(files))) {
      assert.ok(wacz === 0 && warcio === 0 && passed === records && records >= 3, `${file}: ${said}`);
    }
    t.diagnostic(`${engine.name}: ${files.length} packages`);
  });
});
