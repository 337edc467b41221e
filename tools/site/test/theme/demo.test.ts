import { beforeAll, describe, expect, test } from 'vitest';
import { finishedRun } from '../../pages/home.ts';
import { chart, describe as describeRun } from '../../theme/demo/chart.ts';
import { figure, nameRows, newAmong } from '../../theme/demo/figure.ts';
import type { Moment } from '../../theme/demo/moment.ts';
import { stackNames } from '../../theme/demo/name-batches.ts';
import { NameModel } from '../../theme/demo/name-model.ts';
import { readNames } from '../../theme/demo/names.ts';
import { FIRST_SEED, recipe } from '../../theme/demo/recipe.ts';
import { heldOutLoss } from '../../theme/demo/run-state.ts';

const finished = finishedRun();

describe('NameModel', () => {
  const list = readNames();
  let model: NameModel;
  const moments: Moment[] = [];

  beforeAll(async () => {
    model = new NameModel(list, FIRST_SEED);
    for await (const moment of model.teach(100)) moments.push(moment);
  });

  test('is below the baseline of counting pairs after a fifth of its steps', () => {
    expect(moments.at(-1)!.heldOut).toBeLessThan(model.opening.baseline - 0.05);
  });

  test('does the same each time: its first steps are those of the run that the page shows', () => {
    expect(model.opening).toEqual(finished.opening);
    expect(moments).toEqual(finished.moments.slice(0, moments.length));
  });

  test('draws the same names from the same stream, others from another', async () => {
    expect(await model.sample(0)).toEqual(moments.at(-1)!.names);
    expect(await model.sample(1)).not.toEqual(await model.sample(0));
  });

  test('learns something else with another seed', () => {
    expect(new NameModel(list, FIRST_SEED + 1).opening.baseline).not.toBe(model.opening.baseline);
  });
});

test('readNames() gives each name once, in order, and none that a row cannot hold', () => {
  const names = readNames().split('\n');
  expect(names.length).toBe(8403);
  expect(names).toEqual([...new Set(names)].sort());
  expect(Math.max(...names.map((name) => name.length))).toBe(recipe.blockSize - 1);
});

test('stackNames() puts names between line ends and fills up with what no loss counts', () => {
  const ids: Record<string, number> = { '\n': 0, a: 1, d: 2, l: 3 };
  const tokenizer = { encode: (text: string) => Int32Array.from(text, (letter) => ids[letter]!) };
  expect(stackNames(['ada', 'al'], tokenizer)).toEqual({
    input: Int32Array.of(0, 1, 2, 1, 0, 1, 3, 0),
    target: Int32Array.of(1, 2, 1, 0, 1, 3, 0, -100),
    shape: [2, 4],
  });
});

describe('the run that the page shows', () => {
  test('has come to its last step, clearly below the baseline', () => {
    expect(finished.moments.at(-1)!.step).toBe(recipe.steps);
    expect(heldOutLoss(finished)).toBeLessThan(finished.opening.baseline - 0.2);
  });

  test('is told in a sentence for those who do not see the curve', () => {
    expect(describeRun(finished)).toMatch(/from 3\.30 to 2\.1\d nats per letter in 500 steps; .* gives 2\.44\.$/);
    expect(chart(finished)).toContain(describeRun(finished));
  });

  test('is one piece of HTML for Markdown: no empty line, and each part once', () => {
    const html = figure(finished);
    expect(html).not.toMatch(/\n\s*\n/);
    for (const part of ['go', 'seed', 'progress', 'chart', 'legend', 'names', 'more', 'new', 'host', 'status'])
      expect(html.split(`data-part="${part}"`).length, part).toBe(2);
  });

  test('says how many of its names somebody has', () => {
    const names = [
      { name: 'ada', listed: true },
      { name: 'leorie', listed: false },
    ];
    expect(newAmong(names, 8403)).toBe('1 of the last 2 stands in the list of 8,403 names.');
    expect(newAmong(names.slice(1), 8403)).toMatch(/^None of the last 1 stands/);
  });
});

test('the table of names has a line for each step that samples, from the start on', () => {
  const begun = { ...finished, moments: finished.moments.slice(0, 12) };
  const steps = (html: string) =>
    [...html.matchAll(/<th scope="row">(\d+)<\/th><td>(…)?/g)].map(([, step, gap]) => [step, gap]);
  expect(steps(nameRows(begun))).toEqual([
    ['0', undefined],
    ['100', undefined],
    ...['200', '300', '400', '500'].map((step) => [step, '…']),
  ]);
  expect(steps(nameRows(finished)).every(([, gap]) => gap === undefined)).toBe(true);
});
