import {
  type BinaryOp,
  bytesOf,
  createReference,
  type Device,
  type DType,
  isFloat,
  type Kernels,
  type MemoryStats,
  type ReduceOp,
  type ReferenceDevice,
  type Storage,
  type TypedArray,
  type UnaryOp,
  type View,
} from '@zero-to-gpt/linalg';

/** What a `QueuedDevice` holds. */
export interface QueueStats extends MemoryStats {
  /** Commands that wait. */
  readonly pending: number;
}

interface QueuedStorage extends Storage {
  readonly memory: Storage;
}

/**
 * The reference device behind a command queue, as a GPU works: kernels only enqueue, nothing can be read at once, new
 * memory holds garbage, freed memory is poisoned. Faults of asynchronous devices show on it without a GPU.
 */
export class QueuedDevice implements Device {
  /** Its name in messages. */
  readonly name: string = 'queued';
  /** No slots: everything is composed. */
  readonly kernels: Partial<Kernels> = {};
  readonly #inner: ReferenceDevice = createReference({ name: 'queued' });
  readonly #commands: (() => void)[] = [];
  #bytes = 0;
  #peak = 0;

  /** What `alloc` accepts. */
  get dtypes(): ReadonlySet<DType> {
    return this.#inner.dtypes;
  }
  /** Bytes alive, and commands that wait. */
  stats(): QueueStats {
    return { bytes: this.#bytes, peak: this.#peak, pending: this.#commands.length };
  }

  /** Memory full of garbage. */
  alloc(dtype: DType, size: number): Storage {
    const memory = this.#inner.alloc(dtype, size);
    this.#poison(memory);
    this.#bytes += size * bytesOf(dtype);
    this.#peak = Math.max(this.#peak, this.#bytes);
    const storage: QueuedStorage = { dtype, size, version: 0, count: 0, freed: false, memory };
    return storage;
  }
  /** Poisons and frees once the commands before are done. */
  free(storage: Storage): void {
    if (storage.freed) return;
    storage.freed = true;
    this.#bytes -= storage.size * bytesOf(storage.dtype);
    const { memory } = storage as QueuedStorage; // made by `alloc` above
    this.#commands.push(() => {
      this.#poison(memory);
      this.#inner.free(memory);
    });
  }
  /** Enqueues a copy of `data` as it is now. */
  write(out: View, data: TypedArray): void {
    const copy = data.slice();
    this.#enqueue([out], ([o]) => this.#inner.write(o!, copy), out);
  }
  /** Enqueues the copy, and runs the queue up to it once the caller has moved on. */
  async read(x: View): Promise<TypedArray> {
    let data: TypedArray | undefined;
    const view = inner(x);
    this.#commands.push(() => {
      data = this.#inner.readSync(view);
    });
    await Promise.resolve();
    while (!data) this.#commands.shift()!();
    return data;
  }

  /** Enqueues `Device.fill`. */
  fill(out: View, value: number): void {
    this.#enqueue([out], ([o]) => this.#inner.fill(o!, value), out);
  }
  /** Enqueues `Device.copy`. */
  copy(x: View, out: View): void {
    this.#enqueue([x, out], ([a, o]) => this.#inner.copy(a!, o!), out);
  }
  /** Enqueues `Device.unary`. */
  unary(op: UnaryOp, x: View, out: View): void {
    this.#enqueue([x, out], ([a, o]) => this.#inner.unary(op, a!, o!), out);
  }
  /** Enqueues `Device.binary`. */
  binary(op: BinaryOp, a: View | number, b: View | number, out: View): void {
    const [x, y, o] = [operand(a), operand(b), written(out)];
    this.#commands.push(() => this.#inner.binary(op, x, y, o));
  }
  /** Enqueues `Device.where`. */
  where(test: View, a: View | number, b: View | number, out: View): void {
    const [t, x, y, o] = [inner(test), operand(a), operand(b), written(out)];
    this.#commands.push(() => this.#inner.where(t, x, y, o));
  }
  /** Enqueues `Device.reduce`. */
  reduce(op: ReduceOp, x: View, out: View): void {
    this.#enqueue([x, out], ([a, o]) => this.#inner.reduce(op, a!, o!), out);
  }
  /** Enqueues `Device.argmax`. */
  argmax(x: View, out: View): void {
    this.#enqueue([x, out], ([a, o]) => this.#inner.argmax(a!, o!), out);
  }
  /** Enqueues `Device.matmul`. */
  matmul(a: View, b: View, out: View, options?: { accumulate?: boolean }): void {
    this.#enqueue([a, b, out], ([x, y, o]) => this.#inner.matmul(x!, y!, o!, options), out);
  }
  /** Enqueues `Device.gather`. */
  gather(table: View, indices: View, out: View): void {
    this.#enqueue([table, indices, out], ([t, i, o]) => this.#inner.gather(t!, i!, o!), out);
  }
  /** Enqueues `Device.scatterAdd`. */
  scatterAdd(indices: View, rows: View, out: View): void {
    this.#enqueue([indices, rows, out], ([i, r, o]) => this.#inner.scatterAdd(i!, r!, o!), out);
  }

  #enqueue(views: readonly View[], run: (views: readonly View[]) => void, out: View): void {
    written(out);
    const snapshot = views.map(inner);
    this.#commands.push(() => run(snapshot));
  }
  #poison(memory: Storage): void {
    const all: View = { storage: memory, shape: [memory.size], strides: [1], offset: 0 };
    this.#inner.fill(all, isFloat(memory.dtype) ? NaN : 113);
  }
}

/** The view as it is now: later changes of the outer one do not reach the queue. */
function inner(x: View): View {
  const { memory, freed } = x.storage as QueuedStorage; // made by `alloc` above
  if (freed) throw new Error(`Cannot use freed memory: ${x.storage.size} elements of ${x.storage.dtype}`);
  return { storage: memory, shape: [...x.shape], strides: [...x.strides], offset: x.offset };
}

function operand(x: View | number): View | number {
  return typeof x === 'number' ? x : inner(x);
}

function written(out: View): View {
  out.storage.version++;
  return inner(out);
}
