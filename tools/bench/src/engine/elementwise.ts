import type { AdamWEntry, CPUDevice, NDArray } from '@zero-to-gpt/linalg';
import { empty, ones, Random, zeros } from '@zero-to-gpt/linalg';
import { adamwLoop, type Loop, layerNormLoop, loops } from './plain-loops.ts';
import type { Section } from './section.ts';

/** Rows and width of the small model's hidden layer. */
const shape = [768, 512] as const;
const size = shape[0] * shape[1];
const REPEATS = 20;
const unit = 'ns/element';

/** AdamW's numbers in every row. */
export const adamwNumbers = {
  lr: 1e-3,
  beta1: 0.9,
  beta2: 0.99,
  correction1: 0.5,
  correction2: 0.5,
  eps: 1e-8,
  weightDecay: 0.1,
};

/** Element-wise and fused operations, one thread: nanoseconds an element, against plain loops and TensorFlow.js. */
export async function elementwise(section: Section): Promise<void> {
  const { peers } = section;
  const device = section.device(1);
  for (const [op, ours, loop] of operations(device)) {
    const input = () => new Random(1).uniform(shape, { low: -3, high: 3, device });
    const side = () => {
      const [x, out] = [input(), empty(shape, { device })];
      return { ours: () => perElement(() => ours(x, out)), close: () => [x, out].forEach((a) => void a.dispose()) };
    };
    await section.row(
      `${op}.1t/js`,
      () => {
        const [x, y] = [Float32Array.from({ length: size }, (_, i) => (i % 601) / 100 - 3), new Float32Array(size)];
        return { ...side(), peer: () => perElement(() => loop(x, y), 3) };
      },
      { unit },
    );
    const sizes = { op, shape, repeats: REPEATS };
    await section.row(`${op}.1t/tfjs-wasm`, () => ({ ...side(), peer: peers.npm('tfjs', 'elementwise', sizes) }), {
      unit,
    });
  }
  await section.row(
    'adamw.1t/js',
    () => {
      const [value, grad, m, v] = [0, 1, 2, 3].map(() => new Float32Array(size).fill(0.5)) as Float32Array[];
      return { ...adamwSide(device), peer: () => perElement(() => adamwLoop(value!, grad!, m!, v!), 3) };
    },
    { unit },
  );
  await section.row(
    'adamw.1t/tfjs-wasm',
    () => ({ ...adamwSide(device), peer: peers.npm('tfjs', 'adamw', { size, repeats: REPEATS }) }),
    { unit },
  );
}

type Operation = readonly [op: string, ours: (x: NDArray, out: NDArray) => void, loop: Loop];

function operations(device: CPUDevice): Operation[] {
  const columns = shape[1];
  const [weight, bias] = [ones([columns], { device }), zeros([columns], { device })];
  const [mean, rstd] = [empty([shape[0]], { device }), empty([shape[0]], { device })];
  const [hostWeight, hostBias] = [new Float32Array(columns).fill(1), new Float32Array(columns)];
  return [
    ['exp', (x, out) => device.unary('exp', x, out), loops.exp],
    ['tanh', (x, out) => device.unary('tanh', x, out), loops.tanh],
    ['gelu', (x, out) => void device.kernels.activation!('gelu', x, out), loops.gelu],
    [
      'layer-norm',
      (x, out) => void device.kernels.layerNorm!(x, weight, bias, out, mean, rstd, { eps: 1e-5 }),
      (x, y) => layerNormLoop(x, hostWeight, hostBias, y),
    ],
  ];
}

function adamwSide(device: CPUDevice): { ours: () => number; close: () => void } {
  const arrays = [0, 1, 2, 3].map((i) => new Random(i).uniform([size], { device }));
  const [value, grad, m, v] = arrays;
  const entry: AdamWEntry = { value: value!, grad: grad!, m: m!, v: v! };
  return {
    ours: () => perElement(() => void device.kernels.adamw!([entry], adamwNumbers)),
    close: () => arrays.forEach((a) => void a.dispose()),
  };
}

/** Nanoseconds an element, as the mean of a few calls. */
function perElement(run: () => void, repeats: number = REPEATS): number {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) run();
  return ((performance.now() - start) * 1e6) / repeats / size;
}
