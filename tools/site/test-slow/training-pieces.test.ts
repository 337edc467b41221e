import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Pieces, picture, says, servePieces } from './support/pieces-alone.ts';

// Pieces that train in the page; what holds for every piece is in widgets.test.ts.

describe.skipIf(lacks('chromium'))('pieces that train', () => {
  let pieces: Pieces;
  const open: Pieces['open'] = (...of) => pieces.open(...of);

  beforeAll(async () => {
    pieces = await servePieces(['schedule']);
  });
  afterAll(() => pieces?.[Symbol.asyncDispose]());

  test('schedule trains under what is set, keeps the runs, and finds what its lesson says', async () => {
    const page = await open('schedule', { kind: 'constant', peak: 0.2 });
    const trained = async (change: string, start: string): Promise<void> => {
      await page.evaluate(`${change}; press('Train')`);
      await page.evaluate(`until(() => ${says}.startsWith('${start}'))`);
    };
    await trained('', 'Run A');
    expect(await page.evaluate(says)).toBe(
      'Run A ends at 1.927, 0.283, 0.415 from three starts, mean 0.875. That is worse than the best line, 0.191.',
    );
    await trained(`choose('Schedule', 'cosine')`, 'Run B');
    expect(await page.evaluate(says)).toContain('0.118, 0.117, 0.123 from three starts');
    await page.evaluate(`all('input[type=range]')[1].focus()`); // the warm-up
    for (let press = 0; press < 3; press++) await page.press('ArrowRight');
    expect(await page.evaluate('document.activeElement.ariaValueText')).toBe('20');
    expect(await page.evaluate(says)).toContain('Up to 0.2 in 20 steps');
    await trained('', 'Run C');
    expect(await page.evaluate(says)).toContain('0.119, 0.120, 0.122 from three starts');
    await picture(page, 'schedule-run');
    expect(await page.evaluate(`all('.zgw-schedule-loss').length`)).toBe(9);
    await page.evaluate(`press('Clear')`);
    expect(await page.evaluate(`all('.zgw-schedule-loss').length`)).toBe(0);
    await page.close();
  });

  test('schedule shows its code, and refuses in the words of optim', async () => {
    const page = await open('schedule', { kind: 'cosine', steps: 50, warmup: 30 });
    const code = (): Promise<unknown> => page.evaluate(`all('pre')[0].textContent`);
    expect(await code()).toBe('const schedule = schedules.cosine({ lr: 0.1, warmupSteps: 30, steps: 50 });');
    await page.evaluate(`navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve() }`);
    await page.evaluate(`press('Copy')`);
    await page.evaluate(`until(() => press('Copied'))`);
    expect(await page.evaluate('copied')).toBe(await code());
    await page.evaluate(`all('input[type=range]')[1].focus()`);
    await page.press('ArrowRight');
    expect(await page.evaluate(says)).toBe(
      'There is no such schedule: RangeError: Cannot warm up for 50 of 50 steps: warmupSteps must be below steps.',
    );
    expect(await page.evaluate(`all('button')[0].ariaDisabled`)).toBe('true');
    await page.evaluate(`choose('Schedule', 'constant')`);
    expect(await page.evaluate(`all('input[type=range]').map((one) => one.disabled)`)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    await page.close();
  });

  test('schedule can be stopped, where motion is welcome', async () => {
    const page = await open('schedule', {}, { reducedMotion: false });
    await page.evaluate(`press('Train')`);
    await page.evaluate(`until(() => all('.zgw-schedule-loss').length > 0)`);
    await page.evaluate(`press('Stop')`);
    expect(await page.evaluate(`all('.zgw-schedule-loss').length`)).toBe(0);
    expect(await page.evaluate(`press('Train')`)).toBe(true);
    await page.close();
  });
});
