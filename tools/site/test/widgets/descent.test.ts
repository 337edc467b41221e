import { array, linalg } from '@zero-to-gpt/linalg';
import { leastSquares, lossSurface, StandardScaler, trajectory } from '@zero-to-gpt/linreg';
import { describe, expect, test } from 'vitest';
import { about } from '../../widgets/descent/about.ts';
import { landscape } from '../../widgets/descent/landscape.ts';
import {
  axes,
  ellipse,
  excess,
  factor,
  levels,
  limit,
  loss,
  lowest,
  momentsOf,
  roundRates,
  slopes,
  standardised,
} from '../../widgets/descent/model.ts';
import { startAt, walkOn } from '../../widgets/descent/walk.ts';
import { sentence } from '../../widgets/descent/words.ts';

const points = [
  [12.8, 10.6],
  [10.6, 11.7],
  [11.7, 12.2],
  [12.2, 8.9],
  [8.9, 4.4],
  [4.4, 7.2],
];
const moments = momentsOf(points);
const float64 = { dtype: 'float64' } as const;
const x = array(
  points.map(([x]) => [x!]),
  float64,
);
const y = array(
  points.map(([, y]) => y!),
  float64,
);

describe('the walk agrees with linreg', () => {
  test.each([0.001, 0.009, 0.02])('step by step at rate %d', (lr) => {
    const theirs = trajectory(x, y, { lr, epochs: 12, start: { coef: [-1], intercept: 4 } });
    let walk = startAt(moments, { w: -1, b: 4 });
    for (let step = 0; step < 12; step++) walk = walkOn(moments, walk, lr);
    for (const [step, { coef, intercept, loss }] of theirs.entries()) {
      const here = walk.places[step]!;
      expect(here.w / coef[0]!).toBeCloseTo(1, 9);
      expect(here.b / intercept).toBeCloseTo(1, 9);
      expect(here.loss / loss).toBeCloseTo(1, 9);
    }
  });

  test('on standardised x', () => {
    const z = new StandardScaler().fitTransform(x);
    const theirs = trajectory(z, y, { lr: 0.3, epochs: 5 }).at(-1)!;
    let walk = startAt(standardised(moments), { w: 0, b: 0 });
    for (let step = 0; step < 5; step++) walk = walkOn(standardised(moments), walk, 0.3);
    const here = walk.places.at(-1)!;
    expect([here.w, here.b, here.loss].map((value) => value.toFixed(9))).toEqual(
      [theirs.coef[0]!, theirs.intercept, theirs.loss].map((value) => value.toFixed(9)),
    );
  });

  test('on the loss over w and b, and where it is lowest', () => {
    const { losses } = lossSurface(x, y, { a: [-1, 2], b: [0, 6], count: 3 });
    expect(loss(moments, { w: 0.5, b: 3 })).toBeCloseTo(losses[1]![1]!, 9);
    expect(loss(moments, { w: 2, b: 0 })).toBeCloseTo(losses[0]![2]!, 9);
    const { coef, intercept } = leastSquares(x, y);
    const { w, b } = lowest(moments);
    expect(w).toBeCloseTo(coef[0]!, 9);
    expect(b).toBeCloseTo(intercept, 9);
  });
});

describe('axes()', () => {
  test('have the eigenvalues of linalg as curvatures', () => {
    const hessian = array(
      [
        [2 * moments.xx, 2 * moments.x],
        [2 * moments.x, 2],
      ],
      float64,
    );
    const [flat, steep] = linalg.eigh(hessian).eigenvalues.toFlat();
    const found = axes(moments);
    expect(found.steep.curvature / steep!).toBeCloseTo(1, 9);
    expect(found.flat.curvature / flat!).toBeCloseTo(1, 9);
  });

  test('are directions in which the slope grows by the curvature', () => {
    for (const { curvature, direction } of Object.values(axes(moments))) {
      const { w, b } = lowest(moments);
      const slope = slopes(moments, { w: w + direction.w, b: b + direction.b });
      expect(slope.w).toBeCloseTo(curvature * direction.w, 8);
      expect(slope.b).toBeCloseTo(curvature * direction.b, 8);
    }
  });

  test('of standardised x are equal: a round bowl', () => {
    const { steep, flat } = axes(standardised(moments));
    expect([steep.curvature, flat.curvature]).toEqual([2, 2]);
  });
});

test('excess() along both axes adds up to the loss above the lowest', () => {
  const line = { w: 3, b: -2 };
  const { steep, flat } = excess(moments, line);
  expect(steep + flat).toBeCloseTo(loss(moments, line) - loss(moments, lowest(moments)), 9);
});

test('ellipse() goes through lines of one loss', () => {
  const ring = ellipse(moments, 20, 12);
  expect(ring).toHaveLength(12);
  for (const line of ring) expect(loss(moments, line)).toBeCloseTo(20, 8);
  expect(ellipse(moments, 0)).toEqual([]);
});

test('levels() rise by equal factors above the floor', () => {
  const [a, b, c] = levels(2, 12, 3);
  expect(c).toBe(12);
  expect((c! - 2) / (b! - 2)).toBeCloseTo((b! - 2) / (a! - 2), 9);
});

describe('limit()', () => {
  test('is where steps stop shrinking', () => {
    const longest = limit(moments);
    expect(factor(axes(moments).steep, longest)).toBeCloseTo(-1, 12);
    for (const [rate, rose] of [
      [0.98 * longest, false],
      [1.02 * longest, true],
    ] as const) {
      let walk = startAt(moments, { w: 0, b: 0 });
      for (let step = 0; step < 50; step++) walk = walkOn(moments, walk, rate);
      expect(walk.rose).toBe(rose);
    }
  });
});

test('roundRates() have two digits and both ends', () => {
  expect(roundRates(0.0098, 0.011)).toEqual([0.0098, 0.0099, 0.01, 0.011]);
});

test('a walk that diverges is lost before its numbers overflow', () => {
  let walk = startAt(moments, { w: 0, b: 0 });
  for (let step = 0; step < 100 && !walk.lost; step++) walk = walkOn(moments, walk, 1);
  expect(walk.lost).toBe(true);
  expect(Number.isFinite(walk.places.at(-1)!.loss)).toBe(true);
});

describe('sentence()', () => {
  const land = landscape(about.read({ points }), false);
  const after = (count: number, rate: number, from = land): string => {
    let walk = startAt(from.moments, from.start);
    for (let step = 0; step < count; step++) walk = walkOn(from.moments, walk, rate);
    return sentence(from, walk, rate);
  };

  test('says that it diverges and why', () => {
    const words = after(5, 0.02);
    expect(words).toContain('It diverges: learning rate 0.02 · curvature 222 = 4.44, more than 2');
    expect(words).toContain('Each step ends 3.44 times as far from the floor, on the other side');
    expect(words).toContain('Rates below 0.00901 arrive.');
  });

  test('says that a step swings to the other side', () => {
    expect(after(2, 0.008)).toContain('lands on the other side of the valley, at 78 % of the distance');
  });

  test('says that the floor is flat', () => {
    expect(after(60, 0.004)).toContain('Along the floor the curvature is only');
  });

  test('says when it arrives', () => {
    const scaled = landscape(about.read({ points }), true);
    expect(after(3, 0.5, scaled)).toBe('Arrived: within a thousandth of the lowest loss, 4.998, after 1 step.');
  });

  test('says the start', () => {
    expect(after(0, 0.1)).toMatch(/^At the start: w 0, b 0, loss 91\.\d+\. Nothing has been learnt yet\.$/);
  });
});

describe('landscape()', () => {
  test('shows the start and the best line, in raw units and standardised', () => {
    for (const scaled of [false, true]) {
      const { w, b, best, start, rates, rate, moments } = landscape(about.read({ points, start: [3, -2] }), scaled);
      for (const line of [best, start]) {
        expect(line.w).toBeGreaterThan(w[0]);
        expect(line.w).toBeLessThan(w[1]);
        expect(line.b).toBeGreaterThan(b[0]);
        expect(line.b).toBeLessThan(b[1]);
      }
      expect(rate).toBeLessThan(limit(moments));
      expect(rates.at(-1)!).toBeGreaterThan(limit(moments));
    }
  });

  test('refuses samples with one x', () => {
    expect(() =>
      landscape(
        about.read({
          points: [
            [1, 2],
            [1, 3],
          ],
        }),
        false,
      ),
    ).toThrow('all x are equal');
  });
});
