import { Dense, fit, mseLoss, ReLU, Sequential } from '@zero-to-gpt/dense';
import { twoMoons } from '@zero-to-gpt/dense/data/shapes';
import { array, Random, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { about } from '../../widgets/playground/about.ts';
import { aspect, type SetName, sets } from '../../widgets/playground/names.ts';
import { type Network, type Plan, taskOf } from '../../widgets/playground/network.ts';
import { count, pointsOf } from '../../widgets/playground/points.ts';
import { region } from '../../widgets/playground/region.ts';
import { percent, sentence, startSentence } from '../../widgets/playground/words.ts';

const names = Object.keys(sets) as SetName[];
const plan: Plan = { set: 'moons', units: 16, bend: 'relu', rate: 0.2, seed: 1 };

/** A network after so many steps. */
async function trained(changed: Partial<Plan>, steps: number): Promise<Network> {
  const whole = { ...plan, ...changed };
  const network = (await taskOf(whole.set)).network(whole);
  for (let step = 0; step < steps; step++) network.step();
  return network;
}

describe('pointsOf()', () => {
  test.each(names)('%s: half of each class, the same each time, most of them in the picture', (name) => {
    const [points, again] = [pointsOf(name), pointsOf(name)];
    const [flat, labels] = [[...points.x.toFlat()], [...points.y.toFlat()]];
    expect(labels.filter((label) => label === 1).length).toBe(count / 2);
    expect([...again.x.toFlat()]).toEqual(flat);
    const { x, y } = sets[name];
    const inside = labels.filter(
      (_, i) => flat[2 * i]! > x[0] && flat[2 * i]! < x[1] && flat[2 * i + 1]! > y[0] && flat[2 * i + 1]! < y[1],
    );
    expect(inside.length).toBeGreaterThan(0.99 * count);
    expect((y[1] - y[0]) / (x[1] - x[0])).toBeCloseTo(aspect, 12);
  });

  test('draws the moons of chapter 3', () => {
    const lesson = twoMoons(400, { noise: 0.15, random: new Random(1) });
    expect(pointsOf('moons').x.toArray()).toEqual(lesson.x.toArray());
  });
});

describe('a network', () => {
  test('takes the steps of fit(), from the same weights', async () => {
    using network = await trained({}, 5);
    const { x, y } = pointsOf('moons');
    const [inputs, targets] = [await x.to(reference), await y.astype('float32').reshape(count, 1).to(reference)];
    const options = { random: new Random(1), device: reference };
    const model = new Sequential(new Dense(2, 16, options), new ReLU(), new Dense(16, 1, options));
    fit(model, inputs, targets, { loss: mseLoss, lr: 0.2, momentum: 0.9, epochs: 5 });
    const places = [
      [0, 0],
      [1, 0.5],
      [-1.5, 1],
    ] as const;
    expect(Array.from(network.at(places))).toEqual([...model.forward(array(places, { device: reference })).toFlat()]);
  });

  test('gets the numbers of the lesson, dead units included', async () => {
    expect((await taskOf('moons')).line.right).toBe(0.865);
    using sixteen = await trained({}, 300);
    expect(sixteen.score().right).toBe(0.9975);
    using four = await trained({ units: 4 }, 300);
    expect([four.score().right, four.dead()]).toEqual([0.5, 4]);
  });

  test('without a bend stays a line', async () => {
    using network = await trained({ bend: 'none', units: 3 }, 300);
    const [a, b, middle] = Array.from(
      network.at([
        [-1, 0.3],
        [1, 0.7],
        [0, 0.5],
      ]),
    );
    expect(middle).toBeCloseTo((a! + b!) / 2, 5);
    expect(network.score().right).toBe((await taskOf('moons')).line.right);
    expect(network.dead()).toBe(0);
  });

  test('says which points are right', async () => {
    using network = await trained({ units: 2 }, 20);
    const right = network.correct();
    expect(right.filter(Boolean).length / right.length).toBe(network.score().right);
  });

  test('bends where it says: a ReLU of one unit is flat on one side of its crease', async () => {
    using network = await trained({ units: 1 }, 0);
    const [a, b, c] = network.creases()[0]!;
    const length = Math.hypot(a, b);
    const on = { x: (-a * c) / length ** 2, y: (-b * c) / length ** 2 };
    const at = (way: number): number => Number(network.at([[on.x + way * a, on.y + way * b]])[0]);
    expect(at(-1)).toBe(at(-2));
    expect(at(-0.001)).toBe(at(-1));
    expect(at(0.5)).not.toBe(at(-1));
  });
});

describe('region()', () => {
  /** Area of the polygons of a path. */
  const areaOf = (path: string): number =>
    path
      .split('M')
      .slice(1)
      .map((part) => {
        const row = /^(\S+) (\S+)H(\S+)V(\S+)H/.exec(part);
        if (row) return (Number(row[3]) - Number(row[1])) * (Number(row[4]) - Number(row[2]));
        const points = part
          .replace('Z', '')
          .split('L')
          .map((pair) => pair.split(' ').map(Number));
        return (
          points.reduce((sum, [x, y], i) => {
            const [nx, ny] = points[(i + 1) % points.length]!;
            return sum + x! * ny! - nx! * y!;
          }, 0) / 2
        );
      })
      .reduce((sum, one) => sum + one, 0);
  const field = (value: (x: number, y: number) => number) => ({
    columns: 20,
    rows: 20,
    values: Array.from({ length: 441 }, (_, i) => value(i % 21, Math.floor(i / 21))),
  });

  test('fills a circle and draws its border', () => {
    const { area, border } = region(
      field((x, y) => 6 - Math.hypot(x - 10, y - 10)),
      0,
    );
    expect(Math.abs(areaOf(area) / (Math.PI * 36) - 1)).toBeLessThan(0.01); // chords cut a little off
    const ends = border
      .split(/[ML]/)
      .slice(1)
      .map((pair) => pair.split(' ').map(Number));
    expect(ends.length).toBeGreaterThan(40);
    for (const [x, y] of ends) expect(Math.hypot(x! - 10, y! - 10)).toBeCloseTo(6, 1);
  });

  test('fills all or nothing where there is no border', () => {
    expect(
      areaOf(
        region(
          field(() => 1),
          0.5,
        ).area,
      ),
    ).toBe(400);
    expect(
      region(
        field(() => 0),
        0.5,
      ),
    ).toEqual({ area: '', border: '' });
    expect(
      region(
        field(() => NaN),
        0.5,
      ),
    ).toEqual({ area: '', border: '' });
  });
});

describe('sentence()', () => {
  const standing = { steps: 300, score: { loss: 0.02, right: 0.9975 }, dead: 0, line: { loss: 0.09, right: 0.865 } };
  test.each<[Partial<Plan>, Partial<typeof standing>, string]>([
    [{}, {}, 'After 300 steps 99.8 % of the points are right; the best line has 86.5 %.'],
    [{}, { dead: 6 }, 'the best line has 86.5 %. Of 16 units 6 are dead.'],
    [{ units: 4 }, { dead: 4 }, 'All 4 of its units are dead: it says the same to every point.'],
    [{ bend: 'none' }, {}, 'Without a bend it is a line, whatever the number of units.'],
    [
      { rate: 2 },
      { steps: 1, score: { loss: NaN, right: 0.5 } },
      'After 1 step the loss is no longer a number: a rate of 2 is too large here.',
    ],
  ])('for %j and %j', (changed, stands, words) => {
    expect(sentence({ ...plan, ...changed }, { ...standing, ...stands })).toContain(words);
  });

  test('tells at the start what there is', () => {
    expect(startSentence({ set: 'xor', units: 1, bend: 'none' })).toBe(
      'Four clouds, opposite ones of one class, and 1 hidden unit without a bend, whose weights are drawn at random: nothing has been learned yet.',
    );
    expect(percent(0.865)).toBe('86.5 %');
  });
});

test.each([
  [{ set: 'spiral' }, 'option set is "spiral", wanted one of lines, moons, rings, xor'],
  [{ units: 17 }, 'option units is 17, wanted one of 1, 2'],
  [{ bend: 'gelu' }, 'option bend is "gelu", wanted one of relu, tanh, sigmoid, none'],
  [{ rate: 0 }, 'option rate is 0, wanted one of 0.01'],
])('about refuses %j', (options, message) => {
  expect(() => about.read(options)).toThrow(message);
});
