import { describe, expect, test } from 'vitest';
import { PAGE, Pool } from '../../src/cpu/pool.ts';

const poolOf = (pages: number, start = 100) =>
  new Pool(new WebAssembly.Memory({ initial: 1, maximum: pages }), { start, limit: pages * PAGE });

describe('Pool', () => {
  test('gives blocks that start at cache lines and do not meet', () => {
    const pool = poolOf(16);
    const blocks = [1, 64, 65, 1000, 5000, 0].map((bytes) => ({ bytes, address: pool.take(bytes)! }));
    for (const { address } of blocks) expect(address % 64).toBe(0);
    blocks.sort((a, b) => a.address - b.address);
    expect(blocks[0]!.address).toBeGreaterThanOrEqual(100);
    for (let i = 1; i < blocks.length; i++)
      expect(blocks[i]!.address).toBeGreaterThanOrEqual(blocks[i - 1]!.address + blocks[i - 1]!.bytes);
  });

  test('gives a block back out to the next request of its size', () => {
    const pool = poolOf(16);
    const first = pool.take(5000)!;
    pool.give(first, 5000);
    expect(pool.take(4990)).toBe(first);
    expect(pool.take(5000)).not.toBe(first);
  });

  test('the same sizes again need no more memory', () => {
    const pool = poolOf(1024);
    const step = () => {
      const sizes = Array.from({ length: 50 }, (_, i) => 1000 * (i + 1));
      const taken = sizes.map((bytes) => [pool.take(bytes)!, bytes] as const);
      for (const [address, bytes] of taken) pool.give(address, bytes);
    };
    step();
    const { byteLength } = pool.memory.buffer;
    for (let i = 0; i < 20; i++) step();
    expect(pool.memory.buffer.byteLength).toBe(byteLength);
  });

  test('wastes at most an eighth of a large block', () => {
    for (let bytes = 1025; bytes < 3e7; bytes = Math.ceil(bytes * 1.37)) {
      const pool = poolOf(1024, 64);
      const first = pool.take(bytes)!;
      expect((pool.take(64)! - first) / bytes).toBeLessThanOrEqual(1.125 + 64 / bytes);
    }
  });

  test('answers null where the limit is reached, and still serves smaller requests', () => {
    const pool = poolOf(4);
    expect(pool.take(5 * PAGE)).toBeNull();
    expect(pool.take(3 * PAGE)).not.toBeNull();
    expect(pool.take(PAGE)).toBeNull();
    expect(pool.take(1000)).not.toBeNull();
  });

  test('joins neighbours for a request that no single block serves', () => {
    const pool = poolOf(4, 0);
    const parts = Array.from({ length: 16 }, () => pool.take(PAGE / 4)!);
    expect(parts).not.toContain(null);
    for (const address of parts.slice(0, 12)) pool.give(address, PAGE / 4);
    const large = pool.take(2 * PAGE);
    expect(large).toBe(0);
    expect(pool.take(PAGE)).toBe(2 * PAGE);
    expect(pool.take(PAGE / 4)).toBeNull();
    for (const address of parts.slice(12)) pool.give(address, PAGE / 4);
    expect(pool.take(PAGE)).toBe(3 * PAGE);
  });
});
