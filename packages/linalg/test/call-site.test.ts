import { expect, test } from 'vitest';
import { callSite, reference, traceArrays, zeros } from '../src/index.ts';

test('callSite() leaves out the folder of the one that asks', () => {
  expect(callSite(() => new Error())).not.toContain('/linalg/test/');
});

test('callSite() gives as many lines as wanted, and leaves the limit of stacks as it was', () => {
  const { stackTraceLimit } = Error;
  expect(callSite(() => new Error(), { depth: 2 }).split('\n')).toHaveLength(2);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test('callSite() gives what there is where every line is in the folder', () => {
  const error = new Error();
  error.stack = 'Error\n    at here (file:///home/me/package/index.js:3:4)';
  expect(callSite(() => error)).toBe('    at here (file:///home/me/package/index.js:3:4)');
});

test("a freed array's error names the line where it was made, deep calls or not", () => {
  const deep = (n: number): ReturnType<typeof zeros> => (n === 0 ? zeros([2], { device: reference }) : deep(n - 1));
  traceArrays(true);
  try {
    const x = deep(20);
    x.dispose();
    expect(() => x.add(1)).toThrow(/call-site\.test\.ts:\d+/);
  } finally {
    traceArrays(false);
  }
});
