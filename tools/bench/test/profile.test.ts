import { createCPU, fromData } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { account, accountTable } from '../src/profile/account.ts';
import { timedDevice } from '../src/profile/timed-device.ts';

const parts = (entries: Record<string, number>) => new Map(Object.entries(entries));

test('account() calls tape what is neither kernel nor idle', () => {
  const { parts: found, sum } = account([{ wall: 10, running: 10, parts: parts({ norm: 1, GEMM: 7 }), plain: 9.8 }]);
  expect(found).toEqual([
    { part: 'GEMM', milliseconds: 7 },
    { part: 'norm', milliseconds: 1 },
    { part: 'tape', milliseconds: 2 },
    { part: 'idle', milliseconds: 0 },
  ]);
  expect(sum).toBe(10);
});

test('account() takes idle time off the kernels, in proportion', () => {
  const { parts: found } = account([{ wall: 10, running: 8, parts: parts({ GEMM: 6, norm: 2 }), plain: 10 }]);
  expect(found.map(({ milliseconds }) => milliseconds)).toEqual([4.5, 1.5, 2, 2]);
});

test('account() holds the sum against the step without clocks', () => {
  const { sum, step, difference } = account([{ wall: 12, running: 12, parts: parts({ GEMM: 6 }), plain: 10 }]);
  expect([sum, step, difference]).toEqual([12, 10, expect.closeTo(0.2, 12)]);
});

test('accountTable() shows shares of the sum', () => {
  const text = accountTable(account([{ wall: 10, running: 10, parts: parts({ GEMM: 8 }), plain: 10 }]));
  expect(text).toContain('| GEMM |      8.00 |  80.0 % |');
  expect(text).toContain('The step without clocks takes 10.0 ms: the parts add up to it within 0.0 %.');
});

test('timedDevice() computes as the device does, and keeps the time by part', () => {
  const device = timedDevice(createCPU({ threads: 1 }));
  const x = fromData(Float32Array.of(1, 2, 3, 4), [2, 2], { device });
  expect(x.matmul(x).toArray()).toEqual([
    [7, 10],
    [15, 22],
  ]);
  expect([...device.takeTimes().keys()]).toEqual(['GEMM']);
  expect(device.takeTimes().size).toBe(0);
});
