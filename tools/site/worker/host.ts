import type { Host } from '../shared/protocol.ts';

/** A module that holds one SIMD instruction. */
const simdModule = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/** Milliseconds that the question for an adapter may take. */
const patience = 1500;

/** What this machine has, without opening the engine. */
export async function findHost(): Promise<Host> {
  const isolated = globalThis.crossOriginIsolated ?? false;
  const simd = typeof WebAssembly === 'object' && WebAssembly.validate(simdModule);
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  const threads = isolated && simd ? Math.min(8, cores) : 1; // as linalg's cpu chooses
  return { simd, isolated, threads, webgpu: await findAdapter() };
}

interface GPU {
  requestAdapter(): Promise<{ info?: { vendor: string; architecture: string; description: string } } | null>;
}

async function findAdapter(): Promise<Host['webgpu']> {
  const gpu = (globalThis.navigator as { gpu?: GPU } | undefined)?.gpu;
  if (!gpu) return { missing: 'this browser has no WebGPU in workers' };
  try {
    const late = new Promise<'late'>((done) => setTimeout(() => done('late'), patience));
    const adapter = await Promise.race([gpu.requestAdapter(), late]);
    if (adapter === 'late') return { missing: 'the browser did not answer' };
    if (!adapter) return { missing: 'the browser found no adapter' };
    const { vendor = '', architecture = '', description = '' } = adapter.info ?? {};
    return { adapter: description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter' };
  } catch (error) {
    return { missing: error instanceof Error ? error.message : 'the browser refused' };
  }
}
