import { expect, test } from 'vitest';
import { CannotRun, compare } from '../src/comparison.ts';

test('compare() measures in turns, the warm-up apart', async () => {
  const order: string[] = [];
  const ours = () => (order.push('ours') > 1 ? 10 : 1000);
  const row = await compare('x/y', { ours, peer: () => order.push('peer') && 20 }, { rounds: 3 });
  expect(order.join(' ')).toBe('ours peer ours peer ours peer ours peer');
  expect(row).toEqual({ id: 'x/y', ours: 10, peer: 20, unit: 'ms', ratio: 2, spread: 0 });
});

test('compare() takes one round where there is no time for more', async () => {
  let rounds = 0;
  const row = await compare('x/y', { ours: () => ++rounds, peer: () => 1 }, { warmup: 2, seconds: 0 });
  expect(rounds).toBe(3);
  expect(row.note).toBe('1 round only: too busy for more');
});

test('compare() says why a peer cannot run, and still measures us', async () => {
  const peer = () => {
    throw new Error('not installed\n    at …');
  };
  const row = await compare('x/y', { ours: () => 5, peer }, { unit: 'GFLOP/s' });
  const note = 'the peer cannot run: not installed';
  expect(row).toEqual({ id: 'x/y', ours: 5, peer: NaN, ratio: NaN, spread: NaN, unit: 'GFLOP/s', note });
});

test('compare() says why we cannot run', async () => {
  const ours = () => {
    throw new CannotRun('no 256-bit code here');
  };
  expect(await compare('x/y', { ours, peer: () => 1 })).toMatchObject({ ours: NaN, note: 'no 256-bit code here' });
});

test('compare() throws what we throw, and closes', async () => {
  let closed = false;
  const ours = () => {
    throw new Error('a fault of ours');
  };
  await expect(compare('x/y', { ours, peer: () => 1, close: () => (closed = true) })).rejects.toThrow(
    'a fault of ours',
  );
  expect(closed).toBe(true);
});
