import type { Measure } from '@zero-to-gpt/build/bench';
import { type CPUDevice, type NDArray, Random } from '@zero-to-gpt/linalg';
import type { Sides } from '../comparison.ts';
import { gflops } from './gflops.ts';
import type { Section } from './section.ts';
import { turboSide } from './turbo-side.ts';

/** A product of (m, k) and (k, n). `layout` says which operand is read transposed, as linear layers do: y = x·wᵀ is nt, dw = dyᵀ·x is tn. */
interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly layout?: 'nn' | 'nt' | 'tn';
}

/** The wide layer of the feed-forward net, forward and backward, in both models. */
const layers: Record<string, Product> = {
  'small-fc': { m: 768, n: 512, k: 128, layout: 'nt' },
  'small-fc-dx': { m: 768, n: 128, k: 512, layout: 'nn' },
  'small-fc-dw': { m: 512, n: 128, k: 768, layout: 'tn' },
  'big-fc': { m: 2048, n: 1536, k: 384, layout: 'nt' },
  'big-fc-dx': { m: 2048, n: 384, k: 1536, layout: 'nn' },
  'big-fc-dw': { m: 1536, n: 384, k: 2048, layout: 'tn' },
};

/** Multiply-adds of one measurement: some 50 ms. */
const WORK = 1.2e9;
const unit = 'GFLOP/s';

/** Matrix products: square ones against every peer, those of training against the processor's peak. */
export async function gemm(section: Section): Promise<void> {
  const { peers } = section;
  for (const size of [256, 512, 1024, 2048]) {
    const shape = { m: size, n: size, k: size };
    const sizes = (threads: number) => ({ ...shape, threads, repeats: repeatsOf(shape) });
    const against = (peer: string, threads: number, measure: Measure) =>
      section.row(`gemm-${size}.${threads}t/${peer}`, () => sides(section.device(threads), shape, measure), {
        unit,
        rounds: size < 2048 ? 7 : 5,
      });
    await against('fma-peak', 1, peers.peak(1));
    await against('tfjs-wasm', 1, peers.npm('tfjs', 'gemm', sizes(1)));
    await against('jax-js', 1, peers.npm('jax', 'gemm', sizes(1)));
    await against('onnxruntime', 1, peers.npm('onnx', 'gemm', sizes(1)));
    await against('fma-peak', 2, peers.peak(2));
    await against('onnxruntime', 2, peers.npm('onnx', 'gemm', sizes(2)));
  }
  const turbo = { m: 1024, n: 1024, k: 1024 };
  const request = { threads: 1, size: 1024, repeats: repeatsOf(turbo) };
  for (const [peer, program] of [['tfjs-wasm', 'tfjs'] as const, ['jax-js', 'jax'] as const])
    await section.row(
      `gemm-1024-turbo.1t/${peer}`,
      () => ({ ...turboSide(request), peer: peers.npm(program, 'gemm', { ...turbo, repeats: request.repeats }) }),
      { unit },
    );
  for (const [name, product] of Object.entries(layers))
    await section.row(`gemm-${name}.1t/fma-peak`, () => sides(section.device(1), product, peers.peak(1)), { unit });
}

/** Ours, over arrays that lie as the layout says, and the peer's. */
function sides(device: CPUDevice, product: Product, peer: Measure): Sides {
  const { m, n, k, layout = 'nn' } = product;
  const random = new Random(1);
  const draw = (rows: number, columns: number, turned: boolean): NDArray =>
    turned ? random.normal([columns, rows], { device }).mT : random.normal([rows, columns], { device });
  const [a, b] = [draw(m, k, layout === 'tn'), draw(k, n, layout === 'nt')];
  return { ours: () => gflops(a, b, repeatsOf(product)), peer, close: () => [a, b].forEach((x) => void x.dispose()) };
}

function repeatsOf({ m, n, k }: Product): number {
  return Math.max(1, Math.round(WORK / (m * n * k)));
}
