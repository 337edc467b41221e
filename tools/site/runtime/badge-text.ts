import type { Host } from '../shared/protocol.ts';

/** What a browser says of itself without starting anything: how many threads there will be is not known. */
export type Guess = Omit<Host, 'threads'> & { readonly threads?: number };

/** The badge in a line, and in words for a learner. */
export function badgeText(
  { simd, isolated, threads, webgpu }: Guess,
  { secure, serviceWorker }: { readonly secure: boolean; readonly serviceWorker: boolean },
): { short: string; long: string[] } {
  const why = !secure
    ? 'it does not come over https'
    : serviceWorker
      ? 'its server does not ask for it, and this browser has not let the page arrange it'
      : 'its server does not ask for it';
  const count = isolated
    ? threads === undefined
      ? 'threads'
      : `${threads} ${threads === 1 ? 'thread' : 'threads'}`
    : '1 thread';
  return {
    short: ['CPU', simd ? 'SIMD' : 'no SIMD', isolated ? count : `${count}: not isolated`].join(' · '),
    long: [
      'The cells compute on your machine, in this browser. Nothing that you write is sent anywhere.',
      simd
        ? 'SIMD: one instruction works on four numbers at a time.'
        : 'No SIMD: this browser’s WebAssembly has no instructions for four numbers at a time. Cells compute in plain loops, which takes longer.',
      isolated
        ? `${threads === undefined ? 'Several threads' : count}: large multiplications are shared among cores. A browser allows this to a page that is isolated from other sites, as this one is.`
        : `One thread: this page is not isolated from other sites, because ${why}. All cells run, large ones take longer, and Stop may have to end the worker.`,
      'adapter' in webgpu
        ? `WebGPU: ${webgpu.adapter || 'there'}. The course uses it from the chapter on kernels on.`
        : `No WebGPU: ${webgpu.missing}. The course uses it from the chapter on kernels on, and runs without it.`,
    ],
  };
}

/** What can be told without a worker. */
export function guess(): Guess {
  return {
    simd: typeof WebAssembly === 'object' && WebAssembly.validate(simdModule),
    isolated: globalThis.crossOriginIsolated === true,
    webgpu: 'gpu' in navigator ? { adapter: '' } : { missing: 'this browser does not have it' },
  };
}

/** A module whose one function makes a vector: valid only where there is SIMD. */
const simdModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);
