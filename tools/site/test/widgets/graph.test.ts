import { tensor } from '@zero-to-gpt/autograd';
import { describe, expect, test } from 'vitest';
import { about, leavesOf } from '../../widgets/graph/about.ts';
import { makerOf, readFormula, rowsOf } from '../../widgets/graph/formula.ts';
import { layout } from '../../widgets/graph/layout.ts';
import { compute, momentAt, stepsOf } from '../../widgets/graph/model.ts';
import { sentence } from '../../widgets/graph/words.ts';

const read = (text: string): readonly string[] => {
  const formula = readFormula(text);
  return formula.flatMap((part) => ('operation' in part ? [`${part.name} = ${makerOf(formula, part)}`] : []));
};

describe('readFormula()', () => {
  test.each<[string, string[]]>([
    ['p = a * b; y = p + a', ['p = a · b', 'y = p + a']],
    ['tanh(a * b + c)', ['v1 = a · b', 'v2 = v1 + c', 'v3 = tanh(v2)']],
    ['a - b - c', ['v1 = a − b', 'v2 = v1 − c']],
    ['a / (b - 2 * c)', ['v1 = 2 · c', 'v2 = b − v1', 'v3 = a / v2']],
    ['-x ^ 2', ['v1 = x ^ 2', 'v2 = −v1']],
    ['x ^ -2 + -3', ['v1 = x ^ −2', 'v2 = v1 + −3']],
    ['v1 * v1', ['v2 = v1 · v1']],
  ])('reads %s', (text, made) => {
    expect(read(text)).toEqual(made);
  });

  test.each([
    ['a', 'nothing is computed, wanted an operation'],
    ['a b', 'found "b", wanted an operation or ";"'],
    ['a *', 'found its end, wanted a number, a name or "("'],
    ['a * (b', 'found its end, wanted ")"'],
    ['a & b', 'found "&", wanted names, numbers, + - * / ^ ( ) = and ;'],
    ['tanh = a * b', 'found "tanh", wanted a name before "="'],
    ['p = a * b; p = a + b; p * 2', 'p is there already, wanted another name before "="'],
    ['p = a; p * 2', 'p is a name for what is there already, wanted an operation'],
    ['p = a * b; a + b', 'p is never used, wanted a part of the last line'],
    ['a + b + c + d + e + f', 'it takes 6 rows of boxes, wanted at most 5'],
    ['(a + b) * (c + d)', 'it has 4 boxes in a row, wanted at most 3'],
  ])('refuses %s', (text, message) => {
    expect(() => about.read({ expression: text })).toThrow(
      `Cannot show graph: option expression is "${text}": ${message}`,
    );
  });
});

describe('compute()', () => {
  const [a, b, c] = [1.5, -0.5, 0.75];
  const float64 = { requiresGrad: true, dtype: 'float64' } as const;

  test('gives every leaf the gradient that the chapter’s tensors give it', () => {
    const computed = compute(readFormula('p = a * b; s = p + c; tanh(s) * a'), { a, b, c });
    const [x, y, z] = [tensor(a, float64), tensor(b, float64), tensor(c, float64)];
    const theirs = x.mul(y).add(z).tanh().mul(x);
    expect(computed.values.at(-1)!.data).toBeCloseTo(theirs.item(), 12);
    theirs.backward();
    const grads = computed.values.filter(({ operation }) => operation === null).map(({ grad }) => grad);
    for (const [i, { grad }] of [x, y, z].entries()) expect(grads[i]).toBeCloseTo(grad!.item(), 12);
  });

  test('sends newest first, and nobody before all that used it', () => {
    const formula = readFormula('s = a * a; c = a * s; c + s');
    const { senders } = compute(formula, { a: 2 });
    expect(senders.map((place) => makerOf(formula, formula[place]!))).toEqual(['c + s', 'a · s', 'a · a']);
  });
});

describe('momentAt()', () => {
  const computed = compute(readFormula('s = a * a; c = a * s; c + s'), { a: 2 });
  const gradOf = (steps: number, place: number) => momentAt(computed, steps).arrived[place];

  test('adds what arrives at a fork, one sender at a time', () => {
    expect([0, 1, 2, 3, 4].map((steps) => gradOf(steps, 0))).toEqual([null, null, null, 4, 16]); // 3a² + 2a
    expect([0, 1, 2, 3, 4].map((steps) => gradOf(steps, 1))).toEqual([null, null, 1, 3, 3]);
  });

  test('knows who is still waiting', () => {
    const { arrived, complete } = momentAt(computed, 2);
    expect([arrived[1], complete[1]]).toEqual([1, false]);
    expect(momentAt(computed, 3).complete[1]).toBe(true);
  });

  test('ends with the gradients of the engine', () => {
    expect(momentAt(computed, stepsOf(computed)).arrived).toEqual(computed.values.map(({ grad }) => grad));
  });

  test('sends nothing to plain numbers', () => {
    const plain = compute(readFormula('(x - 1) ^ 2'), { x: 3 });
    expect(momentAt(plain, 3).sent.map(({ to, share }) => [to, share])).toEqual([
      [2, 4],
      [0, 4],
    ]);
  });
});

describe('sentence()', () => {
  const computed = compute(readFormula('p = a * b; y = p + a'), { a: 3, b: 2 });
  test.each([
    [0, 'Forwards: y = p + a = 9. Each number has kept what it was made of. No gradient has come back yet.'],
    [1, 'y begins: nudge it, and y moves by as much. Its gradient is 1.'],
    [2, 'y = p + a sends back to p: 1 × 1 = 1; to a: 1 × 1 = 1. a still waits for p.'],
    [
      3,
      'p = a · b sends back to a: 2 × 1 = 2, added to the 1 that is there: 3; to b: 3 × 1 = 3. Done: each number has its gradient, and each computed one has sent once.',
    ],
  ])('after %d steps', (steps, words) => {
    expect(sentence(computed, steps)).toBe(words);
  });

  test('says that a number is not finite', () => {
    expect(sentence(compute(readFormula('1 / x'), { x: 0 }), 2)).toContain('some number or slope is not finite here');
  });
});

describe('layout()', () => {
  test('puts rows under each other, arrows around boxes, and nothing outside', () => {
    const formula = readFormula('p = a * b; y = p + a');
    const { box, boxes, arrows } = layout(formula, { width: 250, height: 400 });
    expect(rowsOf(formula)).toEqual([0, 0, 1, 2]);
    for (const { x } of boxes) {
      expect(x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(x + box.width / 2).toBeLessThanOrEqual(250);
    }
    const past = arrows.find(({ from, to }) => from === 0 && to === 3)!.points[1]!;
    expect(Math.abs(past.x - boxes[2]!.x)).toBeGreaterThan(box.width / 2);
  });

  test('lets arrows arrive in the order in which they come, so that they do not cross', () => {
    const { arrows } = layout(readFormula('p = a * b; y = p + a'), { width: 250, height: 400 });
    const [one, other] = arrows.filter(({ to }) => to === 3).map(({ points }) => points.slice(-2).map(({ x }) => x));
    expect(Math.sign(one![0]! - other![0]!)).toBe(Math.sign(one![1]! - other![1]!));
  });
});

describe('options', () => {
  const leaves = (options: object) => leavesOf(about.read(options));

  test('leaves that are not given begin somewhere', () => {
    expect(leaves({ expression: 'a * b', values: { a: 2 } })).toEqual({ a: 2, b: -1 });
  });

  test.each([
    [{ expression: 3 }, 'option expression is 3, wanted a formula such as'],
    [{ values: [1] }, 'option values is [1], wanted an object of numbers'],
    [{ values: { a: '1' } }, 'option values.a is "1", wanted a number'],
    [{ values: { q: 1 } }, 'option values.q is not known, wanted one of a, b, c'],
    [{ values: { a: 7 } }, 'option values.a is 7, wanted a number of at least -3 and at most 3'],
  ])('refuses %j', (options, message) => {
    expect(() => about.still(options)).toThrow(message);
  });
});
