import { decodeBytes } from './byte-text.ts';
import { fma, nofmaPatch, widePatch } from './kernels.wasm.ts';
import { applyPatch } from './patch.ts';
import { isSlower, probe } from './tune.ts';

/**
 * Kernels that do part begin … end−1 of their work. Arguments are numbers: addresses and strides in bytes, sizes,
 * then begin and end. Their sources stand in `wasm/`.
 */
export type RangeKernel =
  | `${'neg' | 'abs' | 'sign' | 'floor' | 'exp' | 'log' | 'sqrt' | 'tanh' | 'relu' | 'sigmoid'}Rows`
  | `${'add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum'}Rows`
  | `${'equal' | 'notEqual' | 'less' | 'lessEqual' | 'where'}Rows`
  | `${'copy' | 'copyStrided' | 'transpose' | 'fill' | 'bytesToFloat'}Rows`
  | `${'sum' | 'prod' | 'max' | 'min'}${'Rows' | 'Columns'}`
  | `gemm${'Rows' | 'Columns' | 'Batch'}`
  | `${'softmax' | 'crossEntropy' | 'gelu' | 'silu' | 'relu2'}${'' | 'Backward'}Rows`
  | `${'layer' | 'rms'}Norm${'Rows' | 'BackwardBlocks'}`
  | `attention${'' | 'Backward'}Heads`
  | 'gatherRows'
  | 'scatterAddColumns'
  | 'im2colRows'
  | 'col2imPlanes'
  | `maxPool${'' | 'Backward'}Planes`
  | 'adamwRange'
  | 'squareBlocks'
  | 'clipRange'
  | `${'dropout' | 'uniform' | 'uniformDouble'}Chunks`;

/** What an instance of the module exports. */
export type Exports = Readonly<Record<RangeKernel, (...args: number[]) => void>> & {
  /** First byte that the host may use. */
  heapBase(): number;
  /** Bytes of scratch memory for products, and for attention with `blocks` blocks of scores over `keys` keys of `width` numbers. */
  workspaceBytes(blocks: number, keys: number, width?: number): number;
  /** Where this instance's scratch memory lies. */
  setWorkspace(address: number): void;
  /** Position of the first index that is neither in 0 … size−1 nor `ignore`, or −1. */
  firstBadIndex(indices: number, step: number, count: number, size: number, ignore: number): number;
  /** out = √ of the sum of `count` float64 numbers. */
  rootOfSum(sums: number, count: number, out: number): void;
};

/**
 * A compiled module: `fma` fuses multiply and add (relaxed SIMD), `nofma` gives the same bits on every machine, `wide` is
 * `fma` with loops that V8 turns into 256-bit code, and gives the bits of `fma`.
 */
export interface Variant {
  /** Which one it is. */
  readonly name: 'fma' | 'nofma' | 'wide';
  /** The compiled module; threads instantiate it again. */
  readonly module: WebAssembly.Module;
}

/** What decides on the variant. */
export interface VariantOptions {
  /** The same bits on every machine: `nofma`, which a host without relaxed SIMD gets as well. */
  readonly deterministic: boolean;
  /** Whether the memory is; a module that imports unshared memory says so in one byte. */
  readonly shared: boolean;
  /** 256-bit code where the host has it. Default: false. */
  readonly turbo?: boolean;
}

/**
 * Compiles the kernels. A variant that can do more is measured before the first use in a process, and not taken where it
 * turns out to be slower: `fma` on a processor that has to emulate it (a few milliseconds), `wide` on one without
 * 256-bit registers (a tenth of a second).
 */
export function compile({ deterministic, shared, turbo = false }: VariantOptions): Variant {
  if (!deterministic) allowRelaxedSIMD();
  const bytes = decodeBytes(fma);
  const patched = (patch: string) => applyPatch(bytes, decodeBytes(patch));
  if (deterministic || !WebAssembly.validate(bytes)) return variant('nofma', patched(nofmaPatch), shared);
  const fused = variant('fma', bytes, shared);
  const run = ({ module }: Variant) => probe(module, { shared });
  if (turbo && allow256Bits()) {
    const candidate = variant('wide', patched(widePatch), shared);
    wideIsSlow ??= isSlower(run(candidate), run(fused), { tries: [100, 100, 100], factor: 1.1 });
    if (!wideIsSlow) return candidate;
  }
  if (fmaIsSlow === false) return fused;
  const apart = variant('nofma', patched(nofmaPatch), shared);
  fmaIsSlow ??= isSlower(run(fused), run(apart), { tries: [2, 8, 40], factor: 2 });
  return fmaIsSlow ? apart : fused;
}

let fmaIsSlow: boolean | undefined;
let wideIsSlow: boolean | undefined;

/** An instance over `memory`: one a thread. */
export function instantiate({ module }: Variant, memory: WebAssembly.Memory): Exports {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as Exports; // the module's type is not known to the type checker; wasm/index.ts exports these
}

/** Node 20 has relaxed SIMD behind a flag of V8, which holds for the whole process. */
function allowRelaxedSIMD(): void {
  if (node() < 22) setFlag('--experimental-wasm-relaxed-simd');
}

/**
 * Makes V8 join neighbouring 128-bit operations of everything that is compiled from now on, on all threads of the process.
 * @returns false where it cannot: before Node 24, on other processors than x64, outside Node
 */
function allow256Bits(): boolean {
  if (!(node() >= 24 && globalThis.process.arch === 'x64')) return false;
  return setFlag('--experimental-wasm-revectorize');
}

/** Node's major version, NaN elsewhere. */
function node(): number {
  return Number.parseInt(globalThis.process?.versions?.node ?? '', 10);
}

function setFlag(flag: string): boolean {
  const v8 = globalThis.process.getBuiltinModule?.('node:v8');
  v8?.setFlagsFromString(flag);
  return v8 !== undefined;
}

/** The import of `env.memory` with its limits' flags: 3 is shared, 1 is not. */
const memoryImport = [3, 0x65, 0x6e, 0x76, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 3];

function variant(name: Variant['name'], bytes: Uint8Array<ArrayBuffer>, shared: boolean): Variant {
  const own = bytes.slice();
  if (!shared) {
    const at = own.findIndex((_, i) => memoryImport.every((b, j) => own[i + j] === b));
    own[at + memoryImport.length - 1] = 1;
  }
  return { name, module: new WebAssembly.Module(own) };
}
