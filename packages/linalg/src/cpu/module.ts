import { decodeBase64 } from '../base64.ts';
import { fma, nofma } from './kernels.wasm.ts';

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
  | 'layerNormRows'
  | 'layerNormBackwardBlocks'
  | `attention${'' | 'Backward'}Heads`
  | 'gatherRows'
  | 'scatterAddColumns'
  | 'adamwRange'
  | 'squareBlocks'
  | 'clipRange';

/** What an instance of the module exports. */
export type Exports = Readonly<Record<RangeKernel, (...args: number[]) => void>> & {
  /** First byte that the host may use. */
  heapBase(): number;
  /** Bytes of scratch memory for products, and for `rows` blocks of attention scores over `keys` keys. */
  workspaceBytes(rows: number, keys: number): number;
  /** Where this instance's scratch memory lies. */
  setWorkspace(address: number): void;
  /** Position of the first index that is neither in 0 … size−1 nor `ignore`, or −1. */
  firstBadIndex(indices: number, step: number, count: number, size: number, ignore: number): number;
  /** out = √ of the sum of `count` float64 numbers. */
  rootOfSum(sums: number, count: number, out: number): void;
};

/** A compiled module: `fma` fuses multiply and add (relaxed SIMD), `nofma` gives the same bits on every machine. */
export interface Variant {
  /** Which one it is. */
  readonly name: 'fma' | 'nofma';
  /** The compiled module; threads instantiate it again. */
  readonly module: WebAssembly.Module;
}

/**
 * Compiles the kernels, in under a millisecond. `deterministic` takes `nofma`, as does a host without relaxed SIMD.
 * A module that imports unshared memory says so in one byte; `shared` chooses.
 */
export function compile({ deterministic, shared }: { deterministic: boolean; shared: boolean }): Variant {
  if (!deterministic) {
    allowRelaxedSIMD();
    const bytes = decode(fma, shared);
    if (WebAssembly.validate(bytes)) return { name: 'fma', module: new WebAssembly.Module(bytes) };
  }
  return { name: 'nofma', module: new WebAssembly.Module(decode(nofma, shared)) };
}

/** An instance over `memory`: one a thread. */
export function instantiate({ module }: Variant, memory: WebAssembly.Memory): Exports {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as Exports; // the module's type is not known to the type checker; wasm/index.ts exports these
}

/** Node 20 has relaxed SIMD behind a flag of V8, which holds for the whole process. */
function allowRelaxedSIMD(): void {
  const node = globalThis.process?.versions?.node;
  if (node && Number.parseInt(node, 10) < 22)
    process.getBuiltinModule?.('node:v8')?.setFlagsFromString('--experimental-wasm-relaxed-simd');
}

/** The import of `env.memory` with its limits' flags: 3 is shared, 1 is not. */
const memoryImport = [3, 0x65, 0x6e, 0x76, 6, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 3];

function decode(base64: string, shared: boolean): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase64(base64);
  if (shared) return bytes;
  const at = bytes.findIndex((_, i) => memoryImport.every((b, j) => bytes[i + j] === b));
  bytes[at + memoryImport.length - 1] = 1;
  return bytes;
}
