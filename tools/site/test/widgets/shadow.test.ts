import { array, linalg } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import type { Vector2 } from '../../widgets/kit/vector.ts';
import { about } from '../../widgets/shadow/about.ts';
import { copies, cosine, degrees, dot, shadow } from '../../widgets/shadow/model.ts';
import { dotText, sentence } from '../../widgets/shadow/words.ts';

const pairs: readonly (readonly [Vector2, Vector2])[] = [
  [
    { x: 1, y: 3 },
    { x: 4, y: 2 },
  ],
  [
    { x: -2.5, y: 1 },
    { x: 0.5, y: 3 },
  ],
  [
    { x: 1, y: 0 },
    { x: -1, y: -1 },
  ],
];
const asArray = ({ x, y }: Vector2) => array([x, y], { dtype: 'float64' });

describe('the arrows agree with linalg', () => {
  test.each(pairs)('%j and %j', (first, second) => {
    const [u, v] = [asArray(first), asArray(second)];
    expect(dot(first, second)).toBeCloseTo(u.dot(v).item(), 12);
    const lengths = linalg.norm(u).item() * linalg.norm(v).item();
    expect(cosine(first, second)).toBeCloseTo(u.dot(v).item() / lengths, 12);
    const projection = v.mul(u.dot(v).div(v.dot(v)));
    const { x, y } = shadow(first, second)!;
    expect(x).toBeCloseTo(projection.get(0), 12);
    expect(y).toBeCloseTo(projection.get(1), 12);
    expect(dot({ x: first.x - x, y: first.y - y }, second)).toBeCloseTo(0, 12);
  });
});

test('degrees() of a cosine', () => {
  expect([1, 0, -1].map((value) => degrees(value))).toEqual([0, 90, 180]);
  expect(degrees(cosine({ x: 1, y: 0 }, { x: 1, y: 1 })!)).toBeCloseTo(45, 9);
});

test('an arrow without length has no angle, and throws and catches no shadow', () => {
  const none = { x: 0, y: 0 };
  expect(cosine(none, { x: 1, y: 1 })).toBeNull();
  expect(copies({ x: 1, y: 1 }, none)).toBeNull();
  expect(shadow({ x: 1, y: 1 }, none)).toBeNull();
});

describe('sentence()', () => {
  test.each<[Vector2, Vector2, string]>([
    [{ x: 1, y: 3 }, { x: 4, y: 2 }, 'They agree: the dot product is positive. The shadow is 0.5 copies of v'],
    [
      { x: -1, y: -3 },
      { x: 4, y: 2 },
      'They disagree: the dot product is negative, and the shadow falls behind the origin',
    ],
    [{ x: 3, y: 4 }, { x: -4, y: 3 }, 'A right angle: the dot product is 0'],
    [{ x: 2, y: 1 }, { x: 4, y: 2 }, 'u lies on the line of v: it is its own shadow, 0.5 copies of v'],
    [{ x: -2, y: -1 }, { x: 4, y: 2 }, 'and points the other way'],
    [{ x: 0, y: 0 }, { x: 4, y: 2 }, 'u has no length'],
    [{ x: 1, y: 0 }, { x: 0, y: 0 }, 'v has no length'],
  ])('of %j and %j', (u, v, words) => {
    expect(sentence(u, v)).toContain(words);
  });
});

test('dotText() is the sum that it comes from', () => {
  expect(dotText({ x: 1, y: -3 }, { x: 4, y: 2 })).toBe('1 · 4 + (−3) · 2 = −2');
});

test('the piece wants arrows inside its picture', () => {
  expect(() => about.read({ u: [5, 0] })).toThrow('option u[0] is 5, wanted a number of at least -4 and at most 4');
});
