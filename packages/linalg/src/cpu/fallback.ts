import { compile, type Exports, type Variant, type VariantOptions } from './module.ts';

let warned = false;

/**
 * Compiles the kernels; null where the host forbids to compile, as a page does whose Content-Security-Policy has no
 * `'wasm-unsafe-eval'`. The console then says once why everything is slow, and the cure.
 */
export function compileWhereAllowed(options: VariantOptions): Variant | null {
  try {
    return compile(options);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    if (!warned) console.warn(`cpu computes in plain loops, tens of times as slow: ${error.message}. ${cure}`);
    warned = true;
    return null;
  }
}

const cure =
  "The cure for a page: add 'wasm-unsafe-eval' to script-src in its Content-Security-Policy, and blob: to worker-src for threads";

/** Stands in for an instance where there is none: the engine asks it about memory, and gives it no kernel to run. */
export const withoutKernels = {
  heapBase: () => 1024,
  workspaceBytes: () => 0,
  setWorkspace: () => undefined,
} as unknown as Exports; // operations.ts has loops for what the other exports do, slots.ts declines
