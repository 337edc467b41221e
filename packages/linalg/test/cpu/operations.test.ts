import { describe, expect, test, vi } from 'vitest';
import { createCPU } from '../../src/index.ts';
import { describeDevice } from '../../src/testing/index.ts';

// a host that forbids to compile, for this file
vi.mock('../../src/cpu/module.ts', () => ({
  compile() {
    throw new WebAssembly.CompileError('code generation disallowed by embedder');
  },
}));
vi.spyOn(console, 'warn').mockImplementation(() => undefined);

describeDevice('cpu in plain loops', createCPU, { describe, test, expect });
