import { array, fromData, type NDArray, type Nested, tidy } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset, SubsetTensor } from '../subset.ts';

interface Case {
  readonly name: string;
  readonly inputs: readonly Nested[];
  readonly run: (...inputs: SubsetTensor[]) => SubsetTensor;
  readonly value: Nested;
}

/** Values of the operations, and their gradients against central differences of the values. */
export function describeOperations({ Tensor }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;
  const [x, y] = [
    [
      [0.5, -1, 2],
      [1.5, 3, -0.5],
    ],
    [
      [2, 4, -0.5],
      [1, -2, 0.25],
    ],
  ] as const;
  const row = [1, -2, 0.5];
  const cases: readonly Case[] = [
    // first, as the gradients of the others are taken through mul() and sum()
    {
      name: 'mul()',
      inputs: [x, y],
      run: (a, b) => a.mul(b),
      value: [
        [1, -4, -1],
        [1.5, -6, -0.125],
      ],
    },
    {
      name: 'add()',
      inputs: [x, y],
      run: (a, b) => a.add(b),
      value: [
        [2.5, 3, 1.5],
        [2.5, 1, -0.25],
      ],
    },
    {
      name: 'sub()',
      inputs: [x, y],
      run: (a, b) => a.sub(b),
      value: [
        [-1.5, -5, 2.5],
        [0.5, 5, -0.75],
      ],
    },
    {
      name: 'div()',
      inputs: [x, y],
      run: (a, b) => a.div(b),
      value: [
        [0.25, -0.25, -4],
        [1.5, -1.5, -2],
      ],
    },
    { name: 'add() of a number', inputs: [row], run: (a) => a.add(2), value: [3, 0, 2.5] },
    { name: 'sub() of a number', inputs: [row], run: (a) => a.sub(2), value: [-1, -4, -1.5] },
    { name: 'mul() by a number', inputs: [row], run: (a) => a.mul(2), value: [2, -4, 1] },
    { name: 'div() by a number', inputs: [row], run: (a) => a.div(2), value: [0.5, -1, 0.25] },
    {
      name: 'add() of a row to each row',
      inputs: [x, row],
      run: (a, b) => a.add(b),
      value: [
        [1.5, -3, 2.5],
        [2.5, 1, 0],
      ],
    },
    {
      name: 'sub() of a table of one row',
      inputs: [x, [[1, -2, 0.5]]],
      run: (a, b) => a.sub(b),
      value: [
        [-0.5, 1, 1.5],
        [0.5, 5, -1],
      ],
    },
    {
      name: 'mul() of a column and a row',
      inputs: [[[2], [3]], row],
      run: (a, b) => a.mul(b),
      value: [
        [2, -4, 1],
        [3, -6, 1.5],
      ],
    },
    {
      name: 'div() by a single number that is a tensor',
      inputs: [x, 2],
      run: (a, b) => a.div(b),
      value: [
        [0.25, -0.5, 1],
        [0.75, 1.5, -0.25],
      ],
    },
    { name: 'neg()', inputs: [row], run: (a) => a.neg(), value: [-1, 2, -0.5] },
    { name: 'exp()', inputs: [[3, -2, 0.5]], run: (a) => a.exp(), value: [20.085537, 0.135335, 1.648721] },
    { name: 'log()', inputs: [[1, 3, 0.25]], run: (a) => a.log(), value: [0, 1.098612, -1.386294] },
    { name: 'relu()', inputs: [row], run: (a) => a.relu(), value: [1, 0, 0.5] },
    { name: 'tanh()', inputs: [row], run: (a) => a.tanh(), value: [0.761594, -0.964028, 0.462117] },
    {
      name: 'matmul()',
      inputs: [
        x,
        [
          [1, 2],
          [0, -1],
          [3, 0.5],
        ],
      ],
      run: (a, b) => a.matmul(b),
      value: [
        [6.5, 3],
        [0, -0.25],
      ],
    },
    {
      name: 'matmul() of three axes by two',
      inputs: [
        [x, y],
        [[1], [0], [3]],
      ],
      run: (a, b) => a.matmul(b),
      value: [
        [[6.5], [0]],
        [[0.5], [1.75]],
      ],
    },
    { name: 'sum()', inputs: [x], run: (a) => a.sum(), value: 5.5 },
    { name: 'sum() over an axis', inputs: [x], run: (a) => a.sum({ axis: 0 }), value: [2, 2, 1.5] },
    { name: 'sum() with keepdims', inputs: [x], run: (a) => a.sum({ axis: -1, keepdims: true }), value: [[1.5], [4]] },
    { name: 'mean()', inputs: [x], run: (a) => a.mean(), value: 0.916667 },
    { name: 'mean() over an axis', inputs: [x], run: (a) => a.mean({ axis: 1 }), value: [0.5, 1.333333] },
    {
      name: 'reshape()',
      inputs: [x],
      run: (a) => a.reshape(3, 2),
      value: [
        [0.5, -1],
        [2, 1.5],
        [3, -0.5],
      ],
    },
    {
      name: 'transpose()',
      inputs: [x],
      run: (a) => a.transpose(0, 1),
      value: [
        [0.5, 1.5],
        [-1, 3],
        [2, -0.5],
      ],
    },
  ];

  describe('operations', () => {
    test('sum() gives 1 to each element', () => {
      const a = new Tensor(array([3, 4, 5]), { requiresGrad: true });
      a.sum().backward();
      expect(a.grad === null).toBe(false);
      close(api, a.grad!, [1, 1, 1]);
    });
    for (const { name, inputs, run, value } of cases) {
      const arrays = (): NDArray[] => inputs.map((input) => array(input, { dtype: 'float64' }));
      test(`${name} has the value`, () => {
        close(api, run(...arrays().map((each) => new Tensor(each))).value, value);
      });
      for (const i of inputs.keys())
        test(`${name} has the gradient${inputs.length > 1 ? ` of its ${i === 0 ? 'first' : 'second'} input` : ''}`, () => {
          // each element of the result counts by another weight, so that a sum in place of them shows
          const weighted = (results: SubsetTensor): SubsetTensor =>
            results.mul(new Tensor(weights(results.value))).sum();
          const tensors = arrays().map((each, k) => new Tensor(each, { requiresGrad: k === i }));
          weighted(run(...tensors)).backward();
          const found = tensors[i]!.grad;
          expect(found === null).toBe(false);
          const wanted = differences(array(inputs[i]!, { dtype: 'float64' }), (at) =>
            weighted(run(...arrays().map((each, k) => new Tensor(k === i ? at : each)))).item(),
          );
          close(api, found!, wanted, 5);
        });
    }
    test('an operation makes a tensor that requires a gradient where an input does', () => {
      const [a, b] = [new Tensor(array(1), { requiresGrad: true }), new Tensor(array(2))];
      expect([a.add(b).requiresGrad, b.add(a).requiresGrad, b.mul(b).requiresGrad]).toEqual([true, true, false]);
    });
  });
}

/** 1, 1.5, 2 … in the shape of x. */
function weights(x: NDArray): NDArray {
  return fromData(
    Float64Array.from({ length: x.size }, (_, i) => 1 + 0.5 * i),
    x.shape,
  );
}

/** Central differences of f in each element of x. */
function differences(x: NDArray, f: (x: NDArray) => number): Nested {
  const [flat, step] = [Array.from(x.toFlat()), 1e-5];
  const at = (i: number, change: number): number =>
    tidy(() =>
      f(
        fromData(
          Float64Array.from(flat, (value, k) => (k === i ? value + change : value)),
          x.shape,
        ),
      ),
    );
  return fromData(
    Float64Array.from(flat, (_, i) => (at(i, step) - at(i, -step)) / (2 * step)),
    x.shape,
  ).toArray();
}
