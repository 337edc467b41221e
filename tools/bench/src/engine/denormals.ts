import { type CPUDevice, empty, fromData, full, type NDArray, Random } from '@zero-to-gpt/linalg';
import type { Sides } from '../comparison.ts';
import { adamwNumbers } from './elementwise.ts';
import type { Section } from './section.ts';

/** A magnitude below float32's normal range, which processors compute with slowly. */
const DENORMAL = 1e-39;

/** Ours against ours: the same work on denormal numbers and on normal ones, in milliseconds. */
export async function denormals(section: Section): Promise<void> {
  const device = section.device(1);
  await section.row('gemm-denormal/gemm-normal', () => pair((value) => product(device, value)));
  await section.row('adamw-denormal/adamw-normal', () => pair((value) => update(device, value)));
  await section.row('attention-masked-denormal/attention-masked-normal', () => pair((value) => masked(device, value)));
}

interface Run {
  readonly run: () => unknown;
  readonly arrays: readonly NDArray[];
}

/** Both sides of a row, of the work that `make` makes for a magnitude. */
function pair(make: (value: number) => Run): Sides {
  const [slow, fast] = [make(DENORMAL), make(1)];
  const measure = (run: () => unknown) => () => {
    const start = performance.now();
    for (let i = 0; i < 4; i++) run();
    return (performance.now() - start) / 4;
  };
  return {
    ours: measure(slow.run),
    peer: measure(fast.run),
    close: () => [...slow.arrays, ...fast.arrays].forEach((x) => void x.dispose()),
  };
}

function product(device: CPUDevice, value: number): Run {
  const random = new Random(1);
  const a = random.uniform([512, 512], { low: 0.5 * value, high: value, device });
  const b = random.uniform([512, 512], { low: -1, high: 1, device });
  return { run: () => a.matmul(b).dispose(), arrays: [a, b] };
}

/** Gradients whose squares are denormal, and means that are. */
function update(device: CPUDevice, value: number): Run {
  const size = 400_000;
  const [x, m, v] = [1, value, value].map((number) => full([size], number, { device })) as [NDArray, NDArray, NDArray];
  const small = value === DENORMAL ? [1e-21, DENORMAL] : [0.5, 1];
  const grad = fromData(
    Float32Array.from({ length: size }, (_, i) => small[i % 2]!),
    [size],
    { device },
  );
  const entry = { value: x, grad, m, v };
  return { run: () => device.kernels.adamw!([entry], adamwNumbers), arrays: [x, grad, m, v] };
}

/** Causal attention, forward and back, of which every second weight is about e⁻⁹⁵ = 5e-42. */
function masked(device: CPUDevice, value: number): Run {
  const [B, H, T, D] = [4, 4, 128, 32];
  const shape = [B, H, T, D];
  const gap = value === DENORMAL ? 95 : 1;
  const score = (i: number) => (Math.floor(i / D) % 2 === 0 ? 0 : -gap / D); // the same for the D elements of a key
  const q = full(shape, 1, { device });
  const k = fromData(
    Float32Array.from({ length: B * H * T * D }, (_, i) => score(i)),
    shape,
    { device },
  );
  const random = new Random(1);
  const [v, dy] = [random.normal(shape, { device }), random.normal(shape, { device })];
  const [out, dq, dk, dv] = [0, 1, 2, 3].map(() => empty(shape, { device })) as [NDArray, NDArray, NDArray, NDArray];
  const logSumExp = empty([B, H, T], { device });
  const options = { causal: true, scale: 1 };
  const run = () => {
    device.kernels.attention!(q, k, v, out, logSumExp, options);
    device.kernels.attentionBackward!(dy, q, k, v, out, logSumExp, dq, dk, dv, options);
  };
  return { run, arrays: [q, k, v, dy, out, dq, dk, dv, logSumExp] };
}
