// Runs before each lesson in tests. `cpu` measures at its first use whether fused products are slow here (an old or an
// emulated processor) and rounds apart then: a hundred steps of training later other digits stand on the page than it
// promises. What a lesson prints is of fused products, so in its test nothing is slow.
import { join } from 'node:path';
import { expect, vi } from 'vitest';

if (expect.getState().testPath?.endsWith('.md'))
  vi.doMock(join(import.meta.dirname, '../../packages/linalg/src/cpu/tune.ts'), async (original) => ({
    ...(await original<object>()),
    isSlower: () => false,
  }));
