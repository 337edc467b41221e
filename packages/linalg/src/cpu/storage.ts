import { bytesOf, type DType, type TypedArray } from '../dtype.ts';
import type { Storage } from '../view.ts';

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int32: Int32Array,
  uint8: Uint8Array,
} as const satisfies Record<DType, unknown>;

/** Memory of one array inside a WebAssembly memory. */
export class CPUStorage implements Storage {
  readonly dtype: DType;
  readonly size: number;
  version = 0;
  count = 0;
  freed = false;
  /** First byte in the memory. */
  readonly address: number;
  /** The memory it lies in. */
  readonly memory: WebAssembly.Memory;
  #data: TypedArray | null = null;

  constructor(dtype: DType, size: number, address: number, memory: WebAssembly.Memory) {
    this.dtype = dtype;
    this.size = size;
    this.address = address;
    this.memory = memory;
  }

  /** Bytes that the elements take. */
  get bytes(): number {
    return this.size * bytesOf(this.dtype);
  }

  /** The elements, as the host's loops see them; made again when the memory has grown, which may detach the old one. */
  get data(): TypedArray {
    const { buffer } = this.memory;
    if (this.#data?.buffer !== buffer) this.#data = new arrays[this.dtype](buffer, this.address, this.size);
    return this.#data;
  }
}
