import { type Device, emptyLike, Random, reference } from '@zero-to-gpt/linalg';
import type { TestApi } from '../test-api.ts';
import { pair } from './cases.ts';

/** Values of a word. */
const WORD = 4294967296;
/** Lengths around a block of four words, a vector, and what a kernel draws at once. */
const lengths = [0, 1, 3, 4, 5, 8, 9, 1023, 1024, 1025, 5000];
/** Words drawn before: within a block, and where the count of blocks no longer fits a word. */
const offsets = [0, 1, 2, 3, 4, 1001, 4 * WORD - 6, 256 * WORD + 5];

/** Draws are the same to the last bit on every device, wherever a stream begins, and leave it at the same word. */
export function describeRandom(make: () => Device, { test, expect }: TestApi): void {
  test('Random.uniform() draws what it draws in plain loops, and goes on from there', async () => {
    const device = make();
    for (const dtype of ['float32', 'float64'] as const)
      for (const [i, offset] of offsets.entries())
        for (const length of i === 1 ? lengths : [1, 6, 1030]) {
          const state = [0xdeadbeef, 7 * i, offset];
          const [here, there] = [Random.from(state), Random.from(state)];
          const range = i % 2 === 0 ? {} : { low: -3.7, high: 0.1 * i };
          const found = here.uniform([length], { device, dtype, ...range });
          const wanted = there.uniform([length], { device: reference, dtype, ...range });
          expect([...(await found.data())]).toEqual([...(await wanted.data())]);
          expect(here.state()).toEqual(there.state());
          expect(here.int(WORD)).toBe(there.int(WORD));
        }
  });

  test('dropout slots multiply by 0 what is drawn below p, and the rest by 1/(1 − p), to the last bit', async () => {
    const device = make();
    const { dropout } = device.kernels;
    for (const p of [1e-9, 0.1, 0.5, 0.7, 1 - 1e-12, 1])
      for (const [i, length] of lengths.entries()) {
        const [seed, offset] = [i % 2 === 0 ? 262144 * WORD + i : i, offsets[i % offsets.length]!];
        const { x } = pair(device, [length], { seed: 90 + i });
        const out = emptyLike(x);
        if (!dropout?.(x, out, { p, seed, offset })) return;
        const stream = Random.from([seed % WORD, Math.floor(seed / WORD), offset]);
        const draws = await stream.uniform([length], { device: reference }).data();
        const factor = p < 1 ? Math.fround(1 / (1 - p)) : 0;
        const values = await x.data();
        const wanted = [...draws].map((u, j) => Math.fround(values[j]! * (u < Math.fround(p) ? 0 : factor)));
        expect([...(await out.data())]).toEqual(wanted);
      }
  });
}
