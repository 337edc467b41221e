import { type NDArray, Random } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { glyphDigits, twoMoons, xor } from '../../src/data/shapes.ts';

const random = () => new Random(1);
const numbers = (x: NDArray): number[] => Array.from(x.toFlat());

test('xor() is 1 where exactly one input is', () => {
  const { x, y } = xor();
  expect(numbers(y)).toEqual((x.toArray() as [number, number][]).map(([a, b]) => a ^ b)); // rows of two
});

describe('twoMoons()', () => {
  test('gives as many points of each class, one more of class 0 for odd numbers', () => {
    const { x, y } = twoMoons(7, { random: random() });
    expect(x.shape).toEqual([7, 2]);
    expect(numbers(y)).toEqual([0, 0, 0, 0, 1, 1, 1]);
  });
  test('without noise lies on two half circles', () => {
    const { x, y } = twoMoons(40, { noise: 0 });
    const centres = [
      [0, 0],
      [1, 0.5],
    ];
    (x.toArray() as [number, number][]).forEach(([a, b], i) => {
      const [cx, cy] = centres[y.get(i)]!;
      expect(Math.hypot(a - cx!, b - cy!)).toBeCloseTo(1, 5);
      expect((b - cy!) * (y.get(i) === 0 ? 1 : -1)).toBeGreaterThan(-1e-6);
    });
  });
  test('draws the same points for the same seed', () => {
    expect(twoMoons(9, { random: random() }).x.toArray()).toEqual(twoMoons(9, { random: random() }).x.toArray());
  });
  test('refuses what cannot be', () => {
    expect(() => twoMoons(1)).toThrow('Cannot draw two moons of 1 points');
    expect(() => twoMoons(9, { noise: -1 })).toThrow('with noise -1');
    expect(() => twoMoons(9, { noise: Number.NaN })).toThrow('with noise NaN');
  });
});

describe('glyphDigits()', () => {
  test('gives pictures of one channel and labels 0 to 9', () => {
    const { x, y } = glyphDigits(200, { random: random() });
    expect([x.shape, y.shape, y.dtype]).toEqual([[200, 1, 16, 16], [200], 'int32']);
    expect([...new Set(numbers(y))].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
  test('draws the same pictures for the same seed, and others for another', () => {
    const draw = (seed: number) => numbers(glyphDigits(3, { random: new Random(seed) }).x);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
  test('without noise is ink on paper: 0 to 1, and some of both', () => {
    const pixels = numbers(glyphDigits(20, { noise: 0, random: random() }).x);
    expect([Math.min(...pixels), Math.max(...pixels)]).toEqual([0, 1]);
    const ink = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
    expect(ink).toBeGreaterThan(0.05);
    expect(ink).toBeLessThan(0.35);
  });
  test('keeps every stroke on the paper: the edge is almost always empty', () => {
    const { x } = glyphDigits(100, { noise: 0, random: random() });
    const edge = [x.slice({}, {}, 0), x.slice({}, {}, 15), x.slice({}, {}, {}, 0), x.slice({}, {}, {}, 15)];
    expect(edge.reduce((sum, side) => sum + side.mean().item(), 0) / 4).toBeLessThan(0.05);
  });
  test('takes another size', () => {
    expect(glyphDigits(2, { size: 9, random: random() }).x.shape).toEqual([2, 1, 9, 9]);
  });
  test('moves the digits about: the same digit stands in different places', () => {
    const { x, y } = glyphDigits(100, { noise: 0, random: random() });
    const ones = [...numbers(y).keys()].filter((i) => y.get(i) === 1);
    const column = (i: number): number =>
      numbers(x.slice(i, 0).sum({ axis: 0 })).reduce((most, ink, c, all) => (ink > all[most]! ? c : most), 0);
    expect(new Set(ones.map(column)).size).toBeGreaterThan(2);
  });
  test('refuses what cannot be', () => {
    expect(() => glyphDigits(0)).toThrow('Cannot draw 0 digits of 16 pixels');
    expect(() => glyphDigits(2, { size: 7 })).toThrow('of 7 pixels');
    expect(() => glyphDigits(2, { noise: -1 })).toThrow('with noise -1');
  });
});
