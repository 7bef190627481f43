// The picture: what a person saw, region by region, beside the browser's own screenshot of it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, skip } from '../browser/chromium.mjs';
import { serve } from './site.mjs';

/** The mean difference of a region, 0 to 255, that anti-aliasing alone makes. */
const ANTI_ALIASING = 12;

describe('the picture', { skip }, () => {
  let site;
  let browser;
  let page;
  before(async () => {
    [site, browser] = await Promise.all([serve(), launch()]);
    page = await browser.newPage({ viewport: { width: 800, height: 900 } });
    await page.goto(`${site.url}/thread.html`);
    await page.waitForFunction(() => window.ready === true);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** The mean difference of each of 10 by 10 regions of two pictures, both in base64. */
  const compare = (one, other) =>
    page.evaluate(
      async (pictures) => {
        const SIDE = 10;
        const drawn = await Promise.all(
          pictures.map(async (base64) => {
            const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
            const image = await createImageBitmap(new Blob([bytes]));
            const canvas = new OffscreenCanvas(500, 500);
            const context = canvas.getContext('2d');
            context.drawImage(image, 0, 0, 500, 500);
            return context.getImageData(0, 0, 500, 500).data;
          }),
        );
        const regions = Array.from({ length: SIDE * SIDE }, () => 0);
        for (let at = 0; at < drawn[0].length; at += 4) {
          const pixel = at / 4;
          const region = Math.floor(Math.floor(pixel / 500) / 50) * SIDE + Math.floor((pixel % 500) / 50);
          for (let channel = 0; channel < 3; channel += 1) {
            regions[region] += Math.abs(drawn[0][at + channel] - drawn[1][at + channel]) / (50 * 50 * 3);
          }
        }
        return regions;
      },
      [one, other],
    );

  const picture = (more = '') =>
    page.evaluate(async (added) => {
      const { evidence } = window;
      const element = document.querySelector('#thread');
      if (added) element.lastElementChild.querySelector('.words').textContent += added;
      const copy = evidence.copyElement(element);
      const { picture: made, gaps } = await evidence.takePicture(element, copy);
      return { base64: evidence.base64(made.bytes), gaps };
    }, more);

  test('every region is as the browser shows it, and a changed word would show', async () => {
    await page.evaluate(() => window.evidence.fill(6));
    const shot = (await page.locator('#thread').screenshot()).toString('base64');
    const { base64, gaps } = await picture();
    assert.deepEqual(gaps, []);
    const regions = await compare(shot, base64);
    assert.ok(Math.max(...regions) < ANTI_ALIASING, `worst region: ${Math.max(...regions)}`);
    const changed = await compare(shot, (await picture(' 一句后来加上去的话，再加一句')).base64);
    assert.ok(Math.max(...changed) > ANTI_ALIASING, `worst region: ${Math.max(...changed)}`);
  });

  test("a host's own way comes first; blank, broken, late or no answer is noted, and the copy is painted", async () => {
    const got = await page.evaluate(async () => {
      const { evidence } = window;
      const element = evidence.fill(2);
      const copy = evidence.copyElement(element);
      const canvas = new OffscreenCanvas(40, 40);
      const context = canvas.getContext('2d');
      const blob = () => canvas.convertToBlob({ type: 'image/png' });
      context.fillStyle = 'white';
      context.fillRect(0, 0, 40, 40);
      const blank = await blob();
      context.fillStyle = 'black';
      context.fillRect(4, 4, 9, 9);
      const good = await blob();
      const ways = {
        good: () => Promise.resolve(good),
        blank: () => Promise.resolve(blank),
        broken: () => Promise.resolve(new TextEncoder().encode('not a picture')),
        failing: () => Promise.reject(new Error('no permission')),
        none: () => Promise.resolve(null),
      };
      const result = {};
      for (const [name, way] of Object.entries(ways)) {
        const { picture: made, gaps } = await evidence.takePicture(element, copy, way);
        result[name] = [made.bytes.length === good.size, gaps.map(({ where }) => where)];
      }
      return result;
    });
    assert.deepEqual(got, {
      good: [true, []],
      blank: [false, ['host: blank']],
      broken: [false, ['host: not a picture']],
      failing: [false, ['host: no permission']],
      none: [false, []],
    });
  });
});
