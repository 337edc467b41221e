import { array, type NDArray, Random } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { Dense, gradCheckLayer, type Layer, Parameter } from '../src/index.ts';

/** y = w · x, one number at a time; `mistakes` multiply what `backward` gives. */
class Scale implements Layer {
  readonly w = new Parameter('w', array([3, -2], { dtype: 'float64' }));
  readonly parameters = [this.w];
  #x: NDArray | null = null;
  readonly #mistakes: { x: number; w: number };

  constructor(mistakes: { x?: number; w?: number } = {}) {
    this.#mistakes = { x: 1, w: 1, ...mistakes };
  }
  forward(x: NDArray): NDArray {
    this.#x = x;
    return x.mul(this.w.value);
  }
  backward(dy: NDArray): NDArray {
    this.w.accumulate(dy.mul(this.#x!).sum({ axis: 0 }).mul(this.#mistakes.w));
    return dy.mul(this.w.value).mul(this.#mistakes.x);
  }
  [Symbol.dispose](): void {
    this.w[Symbol.dispose]();
  }
}

const x = array(
  [
    [1, 2],
    [0.5, -1],
    [4, 3],
  ],
  { dtype: 'float64' },
); // prettier-ignore

test('finds the slopes of a right layer right', () => {
  using layer = new Scale();
  expect(gradCheckLayer(layer, x)).toBeLessThan(1e-9);
});

test.each([
  ['x', { x: 2 }, /^x: The gradient is wrong at element \d: found .*: every slope found is 2 times the one wanted$/],
  ['w', { w: -1 }, /^w: The gradient is wrong at element \d: found .*: every slope has the wrong sign$/],
])('names %s, where its slopes are wrong', (_, mistakes, says) => {
  using layer = new Scale(mistakes);
  expect(() => gradCheckLayer(layer, x)).toThrow(says);
});

test('leaves the numbers as they were, also where it throws, and no slopes', () => {
  for (const mistakes of [{}, { w: 1.1 }]) {
    using layer = new Scale(mistakes);
    if (mistakes.w) expect(() => gradCheckLayer(layer, x)).toThrow('w: ');
    else gradCheckLayer(layer, x);
    expect(layer.w.value.toArray()).toEqual([3, -2]);
    expect(layer.w.grad.toArray()).toEqual([0, 0]);
  }
});

test('takes a tolerance, and a generator for its weights', () => {
  using layer = new Scale({ w: 1.001 });
  expect(() => gradCheckLayer(layer, x)).toThrow('w: ');
  const one = gradCheckLayer(layer, x, { tolerance: 0.1, random: new Random(4) });
  expect(one).toBeGreaterThan(1e-4);
  expect(gradCheckLayer(layer, x, { tolerance: 0.1, random: new Random(4) })).toBe(one);
  expect(gradCheckLayer(layer, x, { tolerance: 0.1, random: new Random(5) })).not.toBe(one);
});

test('checks float32 as coarsely as it must', () => {
  using layer = new Dense(2, 3, { random: new Random(1) });
  expect(gradCheckLayer(layer, x.astype('float32'))).toBeLessThan(1e-2);
});

test('looks at the parameters alone where x are ids', () => {
  const table = new Parameter('table', new Random(2).normal([4, 2], { dtype: 'float64' }));
  let ids: NDArray;
  const embedding: Layer = {
    parameters: [table],
    forward(x) {
      ids = x;
      return table.value.take(x);
    },
    backward(dy) {
      const rows = Array.from({ length: 4 }, (_, row) => ids.equal(row).astype('float64').matmul(dy).toArray());
      table.accumulate(array(rows, { dtype: 'float64' }));
      return ids.mul(0);
    },
    [Symbol.dispose]: () => table[Symbol.dispose](),
  };
  expect(gradCheckLayer(embedding, array([0, 3, 3], { dtype: 'int32' }))).toBeLessThan(1e-9);
});
