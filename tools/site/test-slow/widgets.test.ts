import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Pieces, picture, pieceNames, says, servePieces, spoken } from './support/pieces-alone.ts';

// Each piece alone on a page, without the site around it. Those that train are in training-pieces.test.ts.

const names = pieceNames();

describe.skipIf(lacks('chromium'))('pieces', () => {
  let pieces: Pieces;
  const open: Pieces['open'] = (...of) => pieces.open(...of);

  beforeAll(async () => {
    pieces = await servePieces(names);
  });
  afterAll(() => pieces?.[Symbol.asyncDispose]());

  test.each(names)('%s weighs at most 25 KB', (name) => {
    expect(gzipSync(pieces.scripts.get(name)!).length).toBeLessThan(25_000);
  });

  test.each(names)(
    '%s names itself, says what to try and what there is, and moves nothing when it loads',
    async (name) => {
      const page = await open(name);
      expect(await page.evaluate(`document.querySelector('.zg-widget').dataset.state`)).toBe('ready');
      expect(await page.evaluate(`document.querySelector('.zgw-title').textContent.length`)).toBeGreaterThan(5);
      expect(await page.evaluate(`document.querySelector('.zgw-try').textContent.length`)).toBeGreaterThan(20);
      expect(await page.evaluate(spoken)).toBe(await page.evaluate(says));
      expect(await page.evaluate('moved()')).toBe(0);
      expect(page.console).toEqual([]);
      await page.close();
    },
  );

  test.each(
    names.flatMap(
      (name) =>
        [
          [name, 'light'],
          [name, 'dark'],
        ] as const,
    ),
  )('%s has no fault that axe knows of, %s', async (name, mode) => {
    const page = await open(name);
    await page.evaluate(`document.documentElement.className = '${mode}'`);
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const faults = await page.evaluate(
      `axe.run('.zg-widget').then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
    );
    expect(faults).toEqual([]);
    await picture(page, `${name}-${mode}`);
    await page.close();
  });

  test.each(names)('%s fits a phone of 320 pixels, with no text below 12 pixels', async (name) => {
    const page = await open(name, {}, { viewport: { width: 320, height: 640 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    expect(await page.evaluate('smallest()')).toBeGreaterThanOrEqual(12);
    expect(await page.evaluate('moved()')).toBe(0);
    await picture(page, `${name}-phone`);
    await page.close();
  });

  test.each(names)('%s keeps its sentence and names a wrong option', async (name) => {
    const page = await open(name, { size: 3 });
    expect(await page.evaluate(`document.querySelector('.zg-static').textContent`)).toBe('What this piece shows.');
    expect(await page.evaluate(`document.querySelector('[role=alert]').textContent`)).toContain(
      `RangeError: Cannot show ${name}: option size is not known, wanted one of`,
    );
    await page.close();
  });

  test('matmul builds the sum of a chosen cell, and the arrow keys choose the next', async () => {
    const page = await open('matmul');
    await page.evaluate(`document.querySelector('[role=gridcell]').focus()`);
    await page.press('Enter');
    expect(await page.evaluate(says)).toBe('Row 0 of A times column 0 of B is 58.');
    await page.press('ArrowRight');
    await page.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('C, row 1, column 1: 154');
    expect(await page.evaluate(`document.querySelector('.zgw-sum-terms').textContent`)).toBe('4 · 8 + 5 · 10 + 6 · 12');
    expect(await page.evaluate(`lit('.zgw-table-a')`)).toBe('...###');
    await page.close();
  });

  test('matmul plays term by term where motion is welcome', async () => {
    const page = await open('matmul', {}, { reducedMotion: false });
    // in one go, or it would play on between two questions
    const played = await page.evaluate(
      `[press('Play'), ${says}, press('Pause'), press('Step'), ${says}, press('Back'), ${says}]`,
    );
    const [seven, more] = ['1 · 7 brings the sum to 7', '2 · 9 brings the sum to 25'].map((text) =>
      expect.stringContaining(text),
    );
    expect(played).toEqual([true, seven, true, true, more, true, seven]);
    await page.close();
  });

  test('matmul counts anew when a number changes, and refuses inner sizes that differ', async () => {
    const page = await open('matmul');
    await page.evaluate(`press('Play'); type(0, '10')`);
    expect(await page.evaluate(`document.querySelector('[role=gridcell]').textContent`)).toBe('121');
    await page.evaluate(`choose('Columns of A', '2')`);
    expect(await page.evaluate(`document.querySelector('.zgw-refusal').textContent`)).toBe(
      'RangeError: Cannot multiply [2,2] by [3,2]: inner axes are 2 and 3',
    );
    await page.close();
  });

  test('plane moves a column by the arrow keys, and says when nothing can be undone', async () => {
    const page = await open('plane', {
      matrix: [
        [1, 1],
        [0, 0.1],
      ],
    });
    await page.evaluate(`document.querySelectorAll('[role=slider]')[1].focus()`);
    await page.press('ArrowDown');
    expect(await page.evaluate(says)).toContain('Singular: determinant 0');
    expect(await page.evaluate(`document.querySelector('.zgw-inverse').textContent`)).toBe('there is none');
    await page.press('Shift+ArrowUp');
    expect(await page.evaluate('document.activeElement.ariaValueText')).toBe('1, 1');
    expect(await page.evaluate(says)).toBe('Areas stay as they are.');
    await page.close();
  });

  test('plane speaks once what was moved has come to rest', async () => {
    const page = await open('plane');
    const before = await page.evaluate(spoken);
    expect(await page.evaluate(`press('Mirror'); ${spoken}`)).toBe(before); // in one go: it speaks a moment later
    await page.evaluate(`until(() => ${spoken} !== ${JSON.stringify(before)})`);
    expect(await page.evaluate(spoken)).toContain('turned over');
    await page.close();
  });

  test('descent says that it diverges and why, and arrives with a shorter step', async () => {
    const page = await open('descent', { rates: [0.01, 2], rate: 1.2 });
    await page.evaluate(`press('Run')`);
    expect(await page.evaluate(says)).toMatch(/^It diverges: learning rate 1.2 · curvature 2 = 2.4, more than 2\./);
    await page.evaluate(`document.querySelector('input[type=range]').focus()`);
    for (let press = 0; press < 5; press++) await page.press('PageDown');
    await page.evaluate(`press('Run')`);
    expect(await page.evaluate(says)).toMatch(/^Arrived/);
    await page.close();
  });

  test('descent begins where the arrow keys put its start', async () => {
    const page = await open('descent', { w: [-5, 5], b: [-5, 5] });
    await page.evaluate(`document.querySelector('[role=slider]').focus()`);
    await page.press('ArrowRight');
    await page.press('Shift+ArrowUp');
    expect(await page.evaluate('document.activeElement.ariaValueText')).toBe('w 0.2, b 2');
    await page.evaluate(`press('Step')`);
    expect(await page.evaluate(says)).toContain('After 1 step the loss is');
    await page.close();
  });

  test('shadow says a right angle, and when the shadow falls behind the origin', async () => {
    const page = await open('shadow', { u: [-1, 2.1], v: [4, 2] });
    await page.evaluate(`document.querySelector('[role=slider]').focus()`);
    await page.press('ArrowDown');
    expect(await page.evaluate(says)).toContain('A right angle: the dot product is 0');
    await page.press('ArrowDown');
    expect(await page.evaluate(says)).toContain('the shadow falls behind the origin');
    await page.close();
  });

  test('broadcast stretches a list, and refuses it in the words of linalg', async () => {
    const page = await open('broadcast', { a: [4, 3], b: [3] });
    expect(await page.evaluate(`all('[data-repeated]').length`)).toBe(9);
    await page.evaluate(`choose('Columns of b', '4')`);
    expect(await page.evaluate(`all('.zgw-refusal')[0].textContent`)).toBe(
      'RangeError: Cannot broadcast [4,3] with [4]: axis -1 is 3 and 4',
    );
    await page.evaluate(`choose('Columns of a', '1')`);
    expect(await page.evaluate(says)).toContain('16 results');
    await page.close();
  });

  test('floats stops where what is added is less than half a gap', async () => {
    const page = await open('floats', { digits: 3, term: 0.2 });
    await page.evaluate(`press('Run')`);
    expect(await page.evaluate(says)).toContain('Stuck at 4: 0.2 is less than half of the gap');
    await page.evaluate(`press('Reset'); document.querySelector('[role=slider]').focus()`);
    await page.press('Shift+ArrowRight');
    await page.press('ArrowLeft');
    expect(await page.evaluate(says)).toContain('0.45 is stored as 0.4375');
    await page.close();
  });

  test('graph goes back one number at a time, and what meets at a fork adds up', async () => {
    const page = await open('graph', { expression: 'p = a * b; y = p + a', values: { a: 3, b: 2 } });
    const table = (): Promise<unknown> =>
      page.evaluate(`all('tr').slice(1).map((row) => [...row.cells].map((cell) => cell.textContent).join(' | '))`);
    await page.evaluate(`press('Step back'); press('Step back')`);
    expect(await page.evaluate(says)).toContain('to a: 1 × 1 = 1. a still waits for p.');
    expect(await table()).toEqual(['a | 3 | 1 so far', 'b | 2 | none yet', 'p = a · b | 6 | 1', 'y = p + a | 9 | 1']);
    await page.evaluate(`press('Step back')`);
    await picture(page, 'graph-fork');
    expect(await page.evaluate(says)).toContain('added to the 1 that is there: 3');
    await page.evaluate(`all('input[type=range]')[1].focus()`);
    await page.press('ArrowLeft');
    expect((await table())?.[0 as never]).toBe('a | 3 | 2.9');
    await page.evaluate(`press('Undo'); press('Undo'); press('Undo')`);
    expect(await page.evaluate(says)).toContain('No gradient has come back yet');
    await page.close();
  });

  test('graph plays to the end at once where motion is not wanted', async () => {
    const page = await open('graph');
    await page.evaluate(`press('Play')`);
    expect(await page.evaluate(says)).toContain('Done: each number has its gradient');
    await page.close();
  });

  test('race says who arrived and who diverged, on any surface', async () => {
    const page = await open('race', { rates: { SGD: 0.07, momentum: 0.02, RMSprop: 0.05, Adam: 0.2 } });
    await page.evaluate(`press('Run')`);
    await page.evaluate(`until(() => ${says}.startsWith('After 100'))`);
    expect(await page.evaluate(says)).toBe(
      'After 100 steps these have arrived, within a thousandth of the way down: RMSprop after 19, Adam after 61, momentum after 63. SGD diverged: 0.07 is too large here.',
    );
    expect(await page.evaluate(`all('.zgw-standings span').map((one) => one.textContent)`)).toContain('S diverged');
    await picture(page, 'race-run');
    await page.evaluate(`choose('Surface', 'ridge'); press('Run')`);
    expect(await page.evaluate(says)).toContain('Not yet: RMSprop (0.57 above, at rest)');
    await page.close();
  });

  test('race loads its optimizers at the first press, and begins where the arrow keys put the start', async () => {
    const page = await open('race');
    const before = page.requests.length;
    await page.evaluate(`document.querySelector('[role=slider]').focus()`);
    await page.press('Shift+ArrowRight');
    expect(await page.evaluate('document.activeElement.ariaValueText')).toBe('a −2, b 1');
    expect(page.requests.length).toBe(before);
    await page.evaluate(`press('Step')`);
    await page.evaluate(`until(() => ${says}.startsWith('After 1 step'))`);
    expect(page.requests.length).toBeGreaterThan(before);
    expect(await page.evaluate(`all('.zgw-race-head').length`)).toBe(4);
    await page.close();
  });

  test('descent in standardised units is a round bowl', async () => {
    const points = [
      [12.8, 10.6],
      [10.6, 11.7],
      [11.7, 12.2],
      [12.2, 8.9],
      [8.9, 4.4],
      [4.4, 7.2],
    ];
    const page = await open('descent', { points, scalable: true });
    await page.evaluate(`document.querySelector('input[type=checkbox]').click(); press('Run')`);
    expect(await page.evaluate(says)).toMatch(/^Arrived/);
    await page.close();
  });
});
