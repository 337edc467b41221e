import * as arrays from '@zero-to-gpt/linalg';
import { matchers, QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import * as ag from '../src/index.ts';

expect.extend(matchers);

/** What arrays have and tensors do not, with the reason. */
const METHODS_OF_ARRAYS_ALONE = {
  'a tensor has its array for these': ['storage', 'isContiguous', 'isDisposed', 'toArray', 'toFlat', 'get', 'view'],
  'written in place, which the tape forbids': ['assign', 'fill', 'set'],
  'kept by scopes': ['leaveScopes'],
  'views and copies behave alike on the tape': ['contiguous'],
  'masks, of masks': ['any', 'all'],
  'a leaf is moved as a parameter, by module.to(device)': ['to'],
};

/** Functions of linalg that make arrays, compare or measure them, or have no slope. */
const FUNCTIONS_OF_ARRAYS_ALONE = {
  'make arrays': [
    'arange',
    'array',
    'empty',
    'emptyLike',
    'eye',
    'fromData',
    'full',
    'linspace',
    'ones',
    'zeros',
    'zerosLike',
  ],
  'whole numbers': ['nonzero', 'unique', 'uniqueAll'],
  'of dtypes, shapes and devices': [
    'broadcastShapes',
    'bytesOf',
    'commonDType',
    'createCPU',
    'createReference',
    'dtypeOf',
    'hostArray',
    'isContiguous',
    'isFloat',
    'normalizeAxes',
    'normalizeAxis',
    'rowMajor',
    'sizeOf',
  ],
  'of lifetimes': ['scope', 'tidy', 'traceArrays', 'unscoped', 'callSite'],
  'words of errors': ['checkOptions', 'nearest'],
  'comparisons and printing': ['allClose', 'isClose', 'formatArray'],
  'chance and slopes by differences': ['defaultRandom', 'seed', 'numericalGradient'],
};

const names = (lists: Readonly<Record<string, readonly string[]>>): string[] => Object.values(lists).flat();

test('a tensor has every method of arrays that has a slope', () => {
  const ofArrays = Object.getOwnPropertyNames(arrays.NDArray.prototype).filter((name) => name !== 'constructor');
  const missing = ofArrays.filter((name) => !(name in ag.Tensor.prototype));
  expect(missing.sort()).toEqual(names(METHODS_OF_ARRAYS_ALONE).sort());
});

test('every function of linalg that has a slope is one of autograd, under its name', () => {
  const isFunction = (name: string, value: unknown) => typeof value === 'function' && /^[a-z]/.test(name);
  const missing = Object.entries(arrays).flatMap(([name, value]) =>
    isFunction(name, value) && !(name in ag) ? [name] : [],
  );
  expect(missing.filter((name) => !names(FUNCTIONS_OF_ARRAYS_ALONE).includes(name))).toEqual([]);
  const routines = Object.keys(arrays.linalg).filter((name) => !(name in ag.linalg));
  expect(routines).toEqual(['matrixRank']); // counts
});

test('clone() is a copy that the gradient passes', () => {
  const x = ag.tensor([1, 2], { requiresGrad: true });
  const y = x.clone();
  y.mul(y).sum().backward();
  expect(x.grad!.toArray()).toEqual([2, 4]);
});

test('gradients of gradients are computed without reading, as a GPU needs it', async () => {
  const second = (device: arrays.Device): arrays.NDArray => {
    const x = new ag.Tensor(
      arrays.array(
        [
          [0.5, -1, 2],
          [1, 0, -0.5],
        ],
        { device },
      ),
      { requiresGrad: true },
    );
    const ids = arrays.array(
      [
        [2, 0],
        [1, 1],
      ],
      { dtype: 'int32', device },
    );
    const parts = [
      ag.takeAlongAxis(x, ids),
      ag.pad(x, 1, { mode: 'wrap' }).slice({ stop: 2 }, { start: 1, stop: 3 }),
      x.cumprod({ axis: 1 }).slice({}, { step: 2 }),
      ag.einsum('ij,kj->ik', x, x),
      ag.where(x.greater(0), x, 0).take([0, 2], { axis: 1 }),
      ag.roll(x, 1).split(3, { axis: 1 })[1]!.expand(2, 2),
    ];
    const y = ag
      .concat(parts, { axis: 1 })
      .std({ axis: 1 })
      .add(ag.logSumExp(x))
      .add(x.prod({ axis: 1 }));
    const [slope] = ag.grad(y.mul(y).sum(), [x], { createGraph: true });
    return ag.grad(slope!.mul(slope!).sum(), [x])[0]!.value;
  };
  await expect(second(new QueuedDevice())).toBeAllClose(second(arrays.reference), { rtol: 1e-5 });
});
