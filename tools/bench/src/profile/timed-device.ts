import type { Device, Kernels } from '@zero-to-gpt/linalg';

/** What a training step's time goes into, as far as the device does it. */
export type Part =
  | 'GEMM'
  | 'attention'
  | 'GELU'
  | 'norm'
  | 'dropout'
  | 'loss'
  | 'optimizer'
  | 'embedding'
  | 'element-wise';

type Operation = Exclude<
  keyof Device,
  'name' | 'dtypes' | 'alloc' | 'free' | 'write' | 'read' | 'readSync' | 'kernels'
>;

const operations = {
  fill: 'element-wise',
  copy: 'element-wise',
  unary: 'element-wise',
  binary: 'element-wise',
  where: 'element-wise',
  reduce: 'element-wise',
  argmax: 'element-wise',
  matmul: 'GEMM',
  gather: 'embedding',
  scatterAdd: 'embedding',
} as const satisfies Record<Operation, Part>;

const slots = {
  linear: 'GEMM',
  linearBackward: 'GEMM',
  attention: 'attention',
  attentionBackward: 'attention',
  softmax: 'attention',
  softmaxBackward: 'attention',
  activation: 'GELU',
  activationBackward: 'GELU',
  layerNorm: 'norm',
  layerNormBackward: 'norm',
  rmsNorm: 'norm',
  rmsNormBackward: 'norm',
  dropout: 'dropout',
  uniform: 'dropout',
  crossEntropy: 'loss',
  crossEntropyBackward: 'loss',
  linearCrossEntropy: 'loss',
  linearCrossEntropyBackward: 'loss',
  embeddingBackward: 'embedding',
  adamw: 'optimizer',
  gradNorm: 'optimizer',
  clipByNorm: 'optimizer',
  newtonSchulz: 'optimizer',
  im2col: 'element-wise',
  col2im: 'element-wise',
  maxPool: 'element-wise',
  maxPoolBackward: 'element-wise',
} as const satisfies Record<keyof Kernels, Part>;

/** A device that also knows how long it has computed. */
export interface TimedDevice extends Device {
  /** Milliseconds of each part since the last call; starts anew. */
  takeTimes(): Map<Part, number>;
}

/** The same device with a clock around every kernel. What it does not do (graph, arrays, memory, batches) is not timed. */
export function timedDevice(device: Device): TimedDevice {
  const times = new Map<Part, number>();
  const timed =
    <Args extends readonly unknown[], R>(part: Part, f: (...args: Args) => R) =>
    (...args: Args): R => {
      const start = performance.now();
      try {
        return f(...args);
      } finally {
        times.set(part, (times.get(part) ?? 0) + performance.now() - start);
      }
    };
  const around = <T extends object, Name extends keyof T & string>(target: T, parts: Record<Name, Part>) =>
    Object.fromEntries(
      Object.entries<Part>(parts).flatMap(([name, part]) => {
        const f = target[name as Name]; // the entries of `parts`
        return typeof f === 'function' ? [[name, timed(part, f.bind(target) as () => unknown)]] : [];
      }),
    );
  const { readSync } = device;
  return {
    name: device.name,
    dtypes: device.dtypes,
    alloc: (dtype, size) => device.alloc(dtype, size),
    free: (storage) => device.free(storage),
    write: (out, data) => device.write(out, data),
    read: (x) => device.read(x),
    ...(readSync && { readSync: readSync.bind(device) }),
    ...(around(device, operations) as unknown as Pick<Device, Operation>), // `operations` names them all
    kernels: around(device.kernels, slots),
    takeTimes() {
      const taken = new Map(times);
      times.clear();
      return taken;
    },
  };
}
