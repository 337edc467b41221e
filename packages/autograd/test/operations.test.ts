import * as arrays from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import * as ag from '../src/index.ts';

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
