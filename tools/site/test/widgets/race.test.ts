import { describe, expect, test } from 'vitest';
import { about, rates } from '../../widgets/race/about.ts';
import { contour, heights } from '../../widgets/race/contour.ts';
import { arrivedAfter, atStart, heightOf, type Lane, ranking, stepOn } from '../../widgets/race/model.ts';
import { letters, type RunnerName, usualRates } from '../../widgets/race/names.ts';
import { runner } from '../../widgets/race/runners.ts';
import { floorOf, lossAt, type SurfaceName, slopesAt, surfaces } from '../../widgets/race/surfaces.ts';
import { sentence, standing } from '../../widgets/race/words.ts';

const given = about.read({}).rates;

/** A race of so many steps. */
function raced(name: SurfaceName, steps: number, lrs: readonly (readonly [RunnerName, number])[] = given): Lane[] {
  const surface = surfaces[name];
  const runners = lrs.map(([who, lr]) => runner(who, surface, surface.start, lr));
  let lanes = atStart(surface, surface.start, lrs);
  for (let step = 0; step < steps; step++) lanes = stepOn(surface, lanes, runners);
  for (const one of runners) one.stop();
  return lanes;
}
const arrivals = (name: SurfaceName): Record<string, number | null> =>
  Object.fromEntries(raced(name, 100).map((lane) => [lane.name, arrivedAfter(surfaces[name], lane)]));

describe('surfaces', () => {
  test.each(Object.entries(surfaces))('%s has the slopes that nudging finds', (_, surface) => {
    for (const [x, y] of [
      [0.3, -0.7],
      [-1.1, 0.4],
      [2, 1],
    ] as const) {
      const { loss, slopes } = slopesAt(surface, { x, y });
      const h = 1e-5;
      expect(loss).toBe(lossAt(surface, { x, y }));
      expect(slopes.x).toBeCloseTo((lossAt(surface, { x: x + h, y }) - lossAt(surface, { x: x - h, y })) / (2 * h), 6);
      expect(slopes.y).toBeCloseTo((lossAt(surface, { x, y: y + h }) - lossAt(surface, { x, y: y - h })) / (2 * h), 6);
    }
  });

  test.each(Object.entries(surfaces))('%s is nowhere lower than at its lowest places', (_, surface) => {
    for (const place of surface.lowest) {
      expect(lossAt(surface, place)).toBe(floorOf(surface));
      const { slopes } = slopesAt(surface, place);
      expect(Math.hypot(slopes.x, slopes.y)).toBeLessThan(2e-3);
    }
    for (let x = -3; x <= 3; x += 0.05)
      for (let y = -3; y <= 3; y += 0.05) expect(lossAt(surface, { x, y })).toBeGreaterThan(floorOf(surface) - 1e-6);
  });

  test('the turned valley is the valley, turned', () => {
    const turn = (x: number, y: number) => ({ x: (x + y) / Math.SQRT2, y: (x - y) / Math.SQRT2 });
    for (const [x, y] of [
      [1, 0],
      [0, 1],
      [-2, 0.5],
    ] as const)
      expect(lossAt(surfaces.diagonal, turn(x, y))).toBeCloseTo(lossAt(surfaces.valley, { x, y }), 12);
    const { x, y } = surfaces.valley.start;
    expect(turn(x, -y).x).toBeCloseTo(surfaces.diagonal.start.x, 3); // mirrored, which changes nothing
    expect(turn(x, -y).y).toBeCloseTo(surfaces.diagonal.start.y, 3);
  });
});

describe('runner()', () => {
  const surface = surfaces.valley;
  const start = { x: 2, y: -1 };
  const after = (name: RunnerName, lr: number, steps: number) => {
    const one = runner(name, surface, start, lr);
    return Array.from({ length: steps }, () => one.step()).at(-1)!;
  };

  test('SGD goes down the slopes', () => {
    expect(after('SGD', 0.01, 1)).toEqual({ x: 2 - 0.01 * 2, y: -1 + 0.01 * 40 });
  });

  test('momentum keeps nine tenths of its speed', () => {
    const first = 2 - 0.01 * 2;
    expect(after('momentum', 0.01, 2).x).toBeCloseTo(first - 0.01 * (0.9 * 2 + first), 12);
  });

  test('Adam’s first step is its rate, in each weight', () => {
    const { x, y } = after('Adam', 0.2, 1);
    expect([x, y].map((value) => value.toFixed(6))).toEqual(['1.800000', '-0.800000']);
  });

  test.each(Object.keys(usualRates) as RunnerName[])('%s gets down the valley at its usual rate', (name) => {
    const [lane] = raced('valley', 100, [[name, usualRates[name]]]);
    expect(arrivedAfter(surface, lane!)).not.toBeNull();
  });
});

describe('the race that lesson 3 of chapter 6 tells of', () => {
  test('in the valley, and in the turned one', () => {
    expect(arrivals('valley')).toEqual({ SGD: 61, momentum: 63, RMSprop: 19, Adam: 61 });
    expect(arrivals('diagonal')).toEqual({ SGD: 61, momentum: 63, RMSprop: null, Adam: 79 });
  });

  test('over the ridge with momentum alone', () => {
    expect(arrivals('ridge')).toMatchObject({ SGD: null, RMSprop: null });
    expect(arrivals('ridge').momentum).not.toBeNull();
    expect(arrivals('ridge').Adam).not.toBeNull();
  });
});

describe('lanes', () => {
  test('stop where they diverge, and come last', () => {
    const lanes = raced('valley', 100, [
      ['SGD', 0.1],
      ['Adam', 0.2],
    ]);
    expect(lanes[0]!.diverged).toBe(true);
    expect(lanes[0]!.places.length).toBeLessThan(20);
    expect(heightOf(surfaces.valley, lanes[0]!)).toBe(Infinity);
    expect(ranking(surfaces.valley, lanes).map(({ name }) => name)).toEqual(['Adam', 'SGD']);
  });

  test('have not arrived when they only pass', () => {
    const surface = surfaces.valley;
    const lane = atStart(surface, surface.start, [['SGD', 0.1]])[0]!;
    const there = { x: 0, y: 0, loss: 0 };
    expect(arrivedAfter(surface, { ...lane, places: [lane.places[0]!, there, lane.places[0]!] })).toBeNull();
    expect(arrivedAfter(surface, { ...lane, places: [lane.places[0]!, lane.places[0]!, there, there] })).toBe(2);
  });
});

describe('sentence()', () => {
  test.each<[SurfaceName, number, (readonly [RunnerName, number])[], string]>([
    [
      'saddle',
      0,
      [['SGD', 0.1]],
      'At the start. Towards the middle the slopes die out; the ways down lead up and down from there.',
    ],
    [
      'valley',
      1,
      [
        ['SGD', 0.04],
        ['Adam', 0.2],
      ],
      'After 1 step SGD is nearest, 10 above the lowest loss; Adam is last with 15.',
    ],
    [
      'valley',
      100,
      [
        ['SGD', 0.1],
        ['Adam', 0.2],
      ],
      'After 100 steps these have arrived, within a thousandth of the way down: Adam after 61. SGD diverged: 0.1 is too large here.',
    ],
    [
      'valley',
      100,
      [
        ['SGD', 0.1],
        ['momentum', 0.5],
      ],
      'After 6 steps nobody is left. SGD and momentum diverged: their rates are too large here.',
    ],
    [
      'ridge',
      100,
      [
        ['RMSprop', 0.05],
        ['momentum', 0.02],
      ],
      'After 100 steps these have arrived, within a thousandth of the way down: momentum after 56. Not yet: RMSprop (0.57 above, at rest).',
    ],
  ])('on the %s after %d steps', (name, steps, lrs, words) => {
    expect(sentence(surfaces[name], raced(name, steps, lrs))).toBe(words);
  });

  test('standing() is short', () => {
    const [sgd, adam] = raced('valley', 100, [
      ['SGD', 0.1],
      ['Adam', 0.2],
    ]);
    expect([standing(surfaces.valley, sgd!), standing(surfaces.valley, adam!)]).toEqual(['diverged', 'in 61 steps']);
  });
});

test('contour() finds a circle', () => {
  const grid = heights({ columns: 20, rows: 20 }, (x, y) => (x - 10) ** 2 + (y - 10) ** 2);
  const pieces = contour(grid, 36);
  expect(pieces.length).toBeGreaterThan(20);
  for (const { x, y } of pieces.flat()) expect(Math.hypot(x - 10, y - 10)).toBeCloseTo(6, 1);
});

test('every optimizer has a letter of its own, and a usual rate that the sliders have', () => {
  expect(new Set(Object.values(letters)).size).toBe(Object.keys(usualRates).length);
  for (const rate of Object.values(usualRates)) expect(rates).toContain(rate);
});

test.each([
  [{ surface: 'hill' }, 'option surface is "hill", wanted one of valley, diagonal, saddle, ridge'],
  [{ rates: ['SGD'] }, 'option rates is ["SGD"], wanted an object such as'],
  [{ rates: { SGD: 0.1 } }, 'option rates has 1 names, wanted 2 to 4'],
  [{ rates: { SGD: 0.1, Lion: 0.1 } }, 'option rates.Lion is not known, wanted one of SGD, momentum'],
  [{ rates: { SGD: 0.1, Adam: 0.11 } }, 'option rates.Adam is 0.11, wanted one of 0.001, 0.0015'],
  [{ start: [4, 0] }, 'option start[0] is 4, wanted a number of at least -3 and at most 3'],
  [{ start: [1] }, 'option start is [1], wanted a list of 2'],
])('about refuses %j', (options, message) => {
  expect(() => about.read(options)).toThrow(message);
});
