import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BendName } from '../widgets/playground/names.ts';
import { taskOf } from '../widgets/playground/network.ts';
import { type Pieces, picture, says, servePieces } from './support/pieces-alone.ts';

// Pieces that train networks in the page, or run them; what holds for every piece is in widgets.test.ts.

describe.skipIf(lacks('chromium'))('pieces that train', () => {
  let pieces: Pieces;
  const open: Pieces['open'] = (...of) => pieces.open(...of);

  beforeAll(async () => {
    pieces = await servePieces(['schedule', 'playground', 'unrolled']);
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

  /** Sets a slider by its label. */
  const slide = (label: string, value: number): string =>
    `(() => { const one = all('input[type=range]').find((input) => input.labels[0].textContent === '${label}'); one.value = ${value}; one.dispatchEvent(new Event('input')) })()`;

  test('playground finds what its lesson says of rings, from three starts', async () => {
    const page = await open('playground', { set: 'rings', units: 2 });
    await page.evaluate(`until(() => all('.zgw-point').length === 2)`);
    const found: unknown[] = [];
    const run = async (): Promise<void> => {
      await page.evaluate(`press('Run')`);
      await page.evaluate(`until(() => ${says}.startsWith('After 300'))`);
      found.push(await page.evaluate(`/^After 300 steps (.+?) of/.exec(${says})[1]`));
    };
    for (const start of [1, 2, 3]) {
      await run();
      if (start < 3) await page.evaluate(`press('Other start')`);
    }
    expect(found.splice(0)).toEqual(['68 %', '68.3 %', '84.3 %']);
    expect(await page.evaluate(`all('.zgw-numbers span').map((one) => one.textContent).join(' ')`)).toContain(
      'start 3',
    );
    await page.evaluate(`${slide('Hidden units', 6)}; press('Reset')`);
    await run();
    await page.evaluate(`choose('Bend', 'tanh'); ${slide('Hidden units', 2)}`);
    await run();
    await page.evaluate(`choose('Bend', 'none'); ${slide('Hidden units', 8)}`);
    await run();
    expect(found).toEqual(['100 %', '100 %', '55 %']);
    expect(await page.evaluate(says)).toContain('the best line has 55 %. Without a bend it is a line');
    await page.close();
  });

  test('playground goes step by step by the keyboard, and starts anew when something is changed', async () => {
    const page = await open('playground', { units: 4 });
    await page.evaluate(`until(() => all('.zgw-point').length === 2)`);
    expect(await page.evaluate(says)).toContain('nothing has been learned yet');
    const border = (): Promise<unknown> => page.evaluate(`all('.zgw-side-1')[0].getAttribute('d')`);
    const before = await border();
    await page.evaluate(`all('button').find((one) => one.textContent === 'Step').focus()`);
    await page.press('Enter');
    await page.press('Enter');
    expect(await page.evaluate(says)).toContain('After 2 steps');
    expect(await border()).not.toBe(before);
    await page.evaluate(`all('input[type=range]')[0].focus()`);
    await page.press('ArrowRight');
    expect(await page.evaluate(says)).toContain('5 hidden units with ReLU');
    await page.evaluate(`all('input[type=checkbox]')[0].focus()`);
    await page.press('Space');
    expect(await page.evaluate(`all('.zgw-creases')[0].getAttribute('d').split('M').length`)).toBe(6);
    await page.close();
  });

  test('playground draws while it runs, where motion is welcome, and says when it diverges', async () => {
    const page = await open('playground', { rate: 2, bend: 'none' }, { reducedMotion: false });
    await page.evaluate(`until(() => all('.zgw-point').length === 2)`);
    await page.evaluate(`press('Run')`);
    await page.evaluate(`until(() => ${says}.includes('no longer a number'))`);
    expect(await page.evaluate(`all('button').find((one) => one.textContent === 'Step').ariaDisabled`)).toBe('true');
    await page.evaluate(`${slide('Learning rate', 4)}; choose('Bend', 'relu'); press('Run')`);
    await page.evaluate(`until(() => ${says}.startsWith('After'))`);
    expect(await page.evaluate(`press('Pause')`)).toBe(true);
    await picture(page, 'playground-paused');
    await page.close();
  });

  test('unrolled reads letter by letter, and sends a slope back, by the keyboard', async () => {
    const page = await open('unrolled');
    await page.evaluate(`until(() => all('.zgw-plus').length === 20)`);
    const before = await page.evaluate(says);
    expect(before).toBe('Nothing is read yet: all twelve numbers of the state are 0.');
    await page.evaluate(`all('button').find((one) => one.textContent === 'Step').focus()`);
    for (let step = 0; step < 3; step++) await page.press('Enter');
    expect(await page.evaluate(says)).toContain('Read “the”');
    expect(await page.evaluate(`all('.zgw-unread').length`)).toBe(2 * 17);
    await page.evaluate(`press('Play')`); // to the end, where motion is not wanted
    expect(await page.evaluate(says)).toBe(
      '19 steps back, after “t”, its length is 2.7 · 10⁻⁶: each step has multiplied it by 0.51, on average. It has vanished: the first letter hardly hears what the end asks of it.',
    );
    expect(await page.evaluate(`all('.zgw-length').length`)).toBe(20);
    await picture(page, 'unrolled-back');
    await page.evaluate(slide('Weights, state to state', 6));
    expect(await page.evaluate(says)).toContain('its length is 12');
    await page.evaluate(`press('Other weights')`);
    expect(await page.evaluate(says)).toContain('its length is 7.9');
    await page.evaluate(`press('Back')`);
    expect(await page.evaluate(says)).toContain('18 steps back, after “h”');
    await page.close();
  });

  test('unrolled reads a text of the reader, and says what it cannot read', async () => {
    const page = await open('unrolled', { text: 'ab' });
    await page.evaluate(`until(() => all('.zgw-plus').length === 2)`);
    await page.evaluate(`all('input[type=text]')[0].focus()`);
    await page.evaluate(`all('input[type=text]')[0].select()`);
    await page.press('K');
    expect(await page.evaluate(says)).toBe('Type two letters or more.');
    await page.press('o');
    expect(await page.evaluate(`all('.zgw-read-letter').map((one) => one.textContent).join('')`)).toBe('ko');
    await page.press('7');
    expect(await page.evaluate(says)).toBe('RangeError: Cannot encode "ko7": no word had "7".');
    expect(await page.evaluate(`all('button').find((one) => one.textContent === 'Step').ariaDisabled`)).toBe('true');
    await page.close();
  });
});

test('the rest of what lesson 1 of chapter 3 says of rings', async () => {
  const task = await taskOf('rings');
  const found = (bend: BendName, units: number): string[] =>
    [1, 2, 3].map((seed) => {
      using network = task.network({ set: 'rings', bend, units, rate: 0.2, seed });
      for (let step = 0; step < 300; step++) network.step();
      const dead = network.dead();
      return `${network.score().right.toFixed(3)}${dead > 0 ? ` (${dead} dead)` : ''}`;
    });
  expect(found('relu', 3)).toEqual(['0.828 (1 dead)', '0.995', '0.500 (3 dead)']);
  expect(found('relu', 8)).toEqual(['1.000 (1 dead)', '1.000 (2 dead)', '1.000 (1 dead)']);
  expect(found('tanh', 3)).toEqual(['0.998', '0.998', '1.000']);
});
