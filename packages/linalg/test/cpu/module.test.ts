import { describe, expect, test, vi } from 'vitest';
import { compile, instantiate } from '../../src/cpu/module.ts';

const measured = vi.hoisted(() => ({ slow: false })); // whatever processor this runs on
vi.mock('../../src/cpu/tune.ts', async (original) => ({
  ...(await original<object>()),
  isSlower: () => measured.slow,
}));

const memoryOf = (shared: boolean) => new WebAssembly.Memory({ initial: 64, maximum: 65536, shared });

describe('compile()', () => {
  test('takes fused multiply-add where the host has it, and never when deterministic', () => {
    expect(compile({ deterministic: false, shared: true }).name).toBe('fma');
    expect(compile({ deterministic: true, shared: true }).name).toBe('nofma');
  });

  test('takes 256-bit code where asked to and the host has it, never when deterministic', () => {
    const has256Bits = Number.parseInt(process.versions.node, 10) >= 24 && process.arch === 'x64';
    expect(compile({ deterministic: false, shared: true, turbo: true }).name).toBe(has256Bits ? 'wide' : 'fma');
    expect(compile({ deterministic: true, shared: true, turbo: true }).name).toBe('nofma');
  });

  test('takes neither of them where it turns out to be slower', async () => {
    measured.slow = true;
    vi.resetModules(); // it measures once in a process
    const { compile: anew } = await import('../../src/cpu/module.ts');
    for (const turbo of [false, true]) expect(anew({ deterministic: false, shared: true, turbo }).name).toBe('nofma');
    measured.slow = false;
  });

  test.each([true, false])('makes a module for memory with shared: %s', (shared) => {
    for (const options of [{ deterministic: false }, { deterministic: true }, { deterministic: false, turbo: true }]) {
      const variant = compile({ ...options, shared });
      const memory = memoryOf(shared);
      const exports = instantiate(variant, memory);
      const at = exports.heapBase() + 64 - (exports.heapBase() % 64);
      const floats = new Float32Array(memory.buffer, at, 10);
      floats.set([1, 4, 9, 16, 25]);
      exports.sqrtRows(at, 0, at + 20, 0, 5, 0, 1);
      expect([...floats]).toEqual([1, 4, 9, 16, 25, 1, 2, 3, 4, 5]);
      expect(() => instantiate(variant, memoryOf(!shared))).toThrow(WebAssembly.LinkError);
    }
  });
});
