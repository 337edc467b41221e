import { describe, expect, test } from 'vitest';
import { Engine } from '../../src/cpu/engine.ts';
import type { ThreadPool } from '../../src/cpu/thread-pool.ts';
import { type CPUDevice, createCPU, emptyLike, type NDArray, Random, tidy, zeros } from '../../src/index.ts';

const open = (threads: number) => new Engine({ memoryLimit: 256 * 2 ** 20, deterministic: false, threads });

/** Gives work until all helpers take part. */
async function untilReady(engine: Engine): Promise<ThreadPool> {
  const pool = engine.runner as ThreadPool;
  const x = engine.alloc('float32', 200_000);
  for (const end = Date.now() + 50_000; pool.ready < pool.threads && Date.now() < end; ) {
    pool.run('expRows', [x.address, 4000, x.address, 4000, 1000], { count: 200, cost: 4000 });
    await new Promise((done) => setTimeout(done, 1));
  }
  engine.free(x);
  return pool;
}

describe('ThreadPool', () => {
  test('starts its helpers with the first work worth it', async () => {
    const engine = open(3);
    expect((engine.runner as ThreadPool).ready).toBe(1);
    expect((await untilReady(engine)).ready).toBe(3);
  });

  test('does every unit once, for any count and grain', async () => {
    const engine = open(3);
    const pool = await untilReady(engine);
    for (const [count, grain] of [
      [1, 1],
      [2, 1],
      [7, 3],
      [100, 16],
      [1001, 6],
    ] as const) {
      const x = engine.alloc('float32', count);
      x.data.fill(0);
      for (let i = 0; i < 50; i++)
        pool.run('addRows', [x.address, 4, 0, cellOfOne(engine), 0, 0, x.address, 4, 1], { count, grain, cost: 1e5 });
      expect([...x.data]).toEqual(new Array(count).fill(50));
      engine.free(x);
    }
  });

  test('gives helpers larger workspaces where a kernel asks for them', async () => {
    const engine = open(2);
    const pool = await untilReady(engine);
    const before = engine.exports.workspaceBytes(0, 0);
    pool.reserve(before + 4_000_000);
    pool.reserve(before);
    expect(pool.ready).toBe(2);
  });

  test('says so where a kernel traps on a helper, and works on', async () => {
    const engine = open(2);
    const pool = await untilReady(engine);
    const outside = 4_000_000_000;
    const faulty = () => pool.run('expRows', [outside, 4000, outside, 4000, 1000], { count: 64, cost: 1e5 });
    expect(faulty).toThrow();
    const x = engine.alloc('float32', 4000);
    x.data.fill(0);
    pool.run('expRows', [x.address, 4000, x.address, 4000, 1000], { count: 4, cost: 1e5 });
    expect([...x.data]).toEqual(new Array(4000).fill(1));
  });
});

function cellOfOne(engine: Engine): number {
  return engine.number(0, 1);
}

describe('threads of cpu', () => {
  const results = (device: CPUDevice): number[][] =>
    tidy(() => {
      const random = new Random(3);
      const x = random.normal([300, 200], { device });
      const w = random.normal([200, 150], { device });
      const out: NDArray[] = [];
      for (let i = 0; i < 40; i++)
        out.push(x.matmul(w).tanh().sum({ axis: 0 }), x.exp().sum(), x.mul(2).add(x).max({ axis: 1 }));
      const drawn = random.uniform([9_001], { device }); // the stream stands within a block
      const dropped = emptyLike(drawn);
      device.kernels.dropout!(drawn, dropped, { p: 0.3, seed: 5, offset: 3 });
      return [...out.slice(-3), drawn, dropped].map((y) => [...y.toFlat()]);
    });

  test('results have the same bits for 1, 2 and 4 threads', () => {
    const [one, two, four] = [1, 2, 4].map((threads) => results(createCPU({ threads })));
    expect(two).toEqual(one);
    expect(four).toEqual(one);
  });

  test('256-bit code on several threads gives the bits of 128-bit code on one', () => {
    const [one, two] = [createCPU({ threads: 1, turbo: false }), createCPU({ threads: 2, turbo: true })].map(results);
    expect(two).toEqual(one);
  });

  test('`threads` says how many, one where memory is not shared', () => {
    expect(createCPU({ threads: 3 }).threads).toBe(3);
    const memory = new WebAssembly.Memory({ initial: 64, maximum: 1024 });
    expect(createCPU({ threads: 3, memory }).threads).toBe(1);
    expect(
      zeros([2], { device: createCPU({ threads: 2 }) })
        .add(1)
        .toArray(),
    ).toEqual([1, 1]);
  });
});
