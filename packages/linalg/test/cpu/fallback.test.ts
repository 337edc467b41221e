import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => void vi.restoreAllMocks());

/** The package as a page loads it whose Content-Security-Policy forbids to compile. */
async function loadWithoutCompiling() {
  vi.resetModules();
  vi.spyOn(WebAssembly, 'Module').mockImplementation(function forbidden() {
    throw new WebAssembly.CompileError('code generation disallowed by embedder');
  });
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  return { ...(await import('../../src/index.ts')), warn };
}

describe('cpu where the host forbids to compile', () => {
  test('computes with plain loops on one thread', async () => {
    const { createCPU, array, arange, ones, where, concat, softmax } = await loadWithoutCompiling();
    const device = createCPU({ threads: 4 });
    const x = arange(6, { device }).reshape(2, 3);
    expect(x.matmul(x.mT).toArray()).toEqual([
      [5, 14],
      [14, 50],
    ]);
    expect(x.add(1).log().sum({ axis: 1 }).toArray()).toEqual([
      expect.closeTo(Math.log(6)),
      expect.closeTo(Math.log(120)),
    ]);
    expect(where(x.greater(2), x, 0).toArray()).toEqual([
      [0, 0, 0],
      [3, 4, 5],
    ]);
    expect(
      concat([x, ones([1, 3], { device })])
        .mT.contiguous()
        .toArray(),
    ).toEqual([
      [0, 3, 1],
      [1, 4, 1],
      [2, 5, 1],
    ]);
    expect(
      softmax(array([1, 2], { device }))
        .sum()
        .item(),
    ).toBeCloseTo(1);
    expect(device.threads).toBe(1);
    expect(device.turbo()).toBe(false);
  });

  test('says so once, with the reason and the cure', async () => {
    const { createCPU, zeros, warn } = await loadWithoutCompiling();
    for (let i = 0; i < 3; i++) zeros([2], { device: createCPU() });
    expect(warn.mock.calls).toEqual([
      [
        expect.stringMatching(
          /^cpu computes in plain loops, .* slow: code generation disallowed by embedder\. .*add 'wasm-unsafe-eval' to script-src/,
        ),
      ],
    ]);
  });

  test('passes other failures on', async () => {
    const { createCPU, zeros } = await loadWithoutCompiling();
    vi.spyOn(WebAssembly, 'Module').mockImplementation(function exhausted() {
      throw new RangeError('out of executable memory');
    });
    expect(() => zeros([1], { device: createCPU() })).toThrow('out of executable memory');
  });
});
