import { expect, test } from 'vitest';
import { Run } from '../../worker/run.ts';
import { Stream } from '../../worker/stream.ts';
import { type TimerHost, Timers } from '../../worker/timers.ts';

const stream = new Stream({ send: () => {}, newSlot: () => 1 });
const run = (id: number) => new Run(id, { cell: `cell ${id}`, code: '', page: undefined, stream });
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Timers installed in a host of their own. */
function install(current: () => Run | undefined): { timers: Timers; host: TimerHost } {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
  const host = { setTimeout, setInterval, clearTimeout, clearInterval } as unknown as TimerHost;
  const timers = new Timers(host);
  timers.install(current);
  return { timers, host };
}

test('a timer belongs to the cell that set it, and so does what awaits it', async () => {
  const [first, second] = [run(1), run(2)];
  let running = first;
  const owners: (Run | undefined)[] = [];
  const { timers, host } = install(() => timers.owner ?? running);
  const waited = new Promise<void>((done) => {
    host.setTimeout(() => {
      owners.push(timers.owner);
      done();
    }, 5);
  });
  const after = waited.then(() => owners.push(timers.owner));
  running = second;
  await after;
  await wait(5);
  expect([...owners, timers.owner]).toEqual([first, first, undefined]);
});

test('timers end with the cell that set them', async () => {
  const owner = run(1);
  let rings = 0;
  const { timers, host } = install(() => owner);
  host.setInterval(() => rings++, 1);
  host.setTimeout(() => rings++, 1);
  owner.leave(timers.clear);
  await wait(15);
  expect(rings).toBe(0);
});

test('arguments are handed on, and a cleared timer does not ring', async () => {
  const heard: unknown[] = [];
  const { host } = install(() => undefined);
  host.setTimeout((...args) => heard.push(...args), 1, 'a', 2);
  host.clearTimeout(host.setTimeout(() => heard.push('cleared'), 1));
  host.clearTimeout(undefined);
  await wait(15);
  expect(heard).toEqual(['a', 2]);
});
