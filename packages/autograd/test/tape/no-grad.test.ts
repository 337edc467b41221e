// runs alone: one of its tests leaves a block open for good
import { describe, expect, test } from 'vitest';
import { isGradEnabled, noGrad, tensor } from '../../src/index.ts';

const x = tensor([1, 2], { requiresGrad: true });

describe('noGrad()', () => {
  test('remembers nothing until the end of the block', () => {
    {
      using _ = noGrad();
      expect(isGradEnabled()).toBe(false);
      expect(x.mul(2).requiresGrad).toBe(false);
    }
    expect(isGradEnabled()).toBe(true);
    expect(x.mul(2).requiresGrad).toBe(true);
  });

  test('gives the result of a function, and ends where it throws', () => {
    expect(noGrad(() => x.sum().item())).toBe(3);
    expect(() =>
      noGrad(() => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(isGradEnabled()).toBe(true);
  });

  test('nests', () => {
    noGrad(() => {
      noGrad(() => {});
      expect(isGradEnabled()).toBe(false);
    });
  });

  test('closes twice without harm', () => {
    const block = noGrad();
    block[Symbol.dispose]();
    block[Symbol.dispose]();
    expect(isGradEnabled()).toBe(true);
  });

  test('throws where two blocks that await close out of order', async () => {
    const wait = async () => {
      using _ = noGrad();
      await Promise.resolve();
    };
    const outer = noGrad();
    const inner = noGrad();
    expect(() => outer[Symbol.dispose]()).toThrow('must not span an await');
    inner[Symbol.dispose]();
    outer[Symbol.dispose]();
    const [first, second] = await Promise.allSettled([wait(), wait()]);
    expect([first.status, second.status]).toContain('rejected');
  });

  test('refuses an asynchronous function', () => {
    expect(() => noGrad(async () => 1)).toThrow('Cannot run an async function in noGrad()');
  });
});
