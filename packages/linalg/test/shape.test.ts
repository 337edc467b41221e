import { describe, expect, test } from 'vitest';
import { broadcastShapes, commonDType, dtypeOf, isContiguous, normalizeAxes, rowMajor } from '../src/index.ts';

describe('shapes', () => {
  test('rowMajor() strides count the elements to the right', () => {
    expect([rowMajor([2, 3, 4]), rowMajor([])]).toEqual([[12, 4, 1], []]);
  });

  test('isContiguous() ignores axes of one and arrays of none', () => {
    expect([isContiguous([1, 3], [99, 1]), isContiguous([2, 3], [1, 2]), isContiguous([0, 3], [5, 7])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('broadcastShapes() matches from the right', () => {
    expect([broadcastShapes([5, 1], [4]), broadcastShapes([], [2]), broadcastShapes([0, 1], [1, 3])]).toEqual([
      [5, 4],
      [2],
      [0, 3],
    ]);
  });

  test('normalizeAxes() sorts and counts from the left', () => {
    expect([normalizeAxes([-1, 0], 3), normalizeAxes(undefined, 2)]).toEqual([
      [0, 2],
      [0, 1],
    ]);
  });
});

describe('dtypes', () => {
  test('masks take the float beside them; other mixes name the cure', () => {
    expect([commonDType('uint8', 'float64'), commonDType('int32', 'int32')]).toEqual(['float64', 'int32']);
    expect(() => commonDType('float64', 'float32')).toThrow("convert one of them, e.g. x.astype('float32')");
    expect(() => commonDType('uint8', 'int32')).toThrow(TypeError);
  });

  test('dtypeOf() knows the host arrays, and refuses others', () => {
    expect([dtypeOf(new Float64Array(1)), dtypeOf(new Uint8Array(1))]).toEqual(['float64', 'uint8']);
    expect(() => dtypeOf(new BigInt64Array(1) as never)).toThrow('Cannot tell the dtype of [object BigInt64Array]');
  });
});
