import { type BenchContext, interleave, type Row } from '@zero-to-gpt/build/bench';
import { createCPU } from '@zero-to-gpt/linalg';
import { startPyTorch } from '../pytorch.ts';
import { small, startTraining } from '../training.ts';
import { fetchOpenBLAS, findOpenBLAS } from './openblas.ts';

/** Steps that one measurement is the mean of. */
const steps = 10;

/** One step of training (draw a batch, forward, backward, clip, AdamW): ours through `train`, PyTorch's in its own process, one thread each. */
export async function bench({ log }: BenchContext): Promise<Row[]> {
  const { peer, description } = await startPyTorch(small);
  await using _ = peer;
  const device = createCPU({ threads: 1 });
  await using ours = startTraining(small, { steps, device });
  log(`peer: ${description}`);
  log(`ours: ${device.name}, ${device.threads} thread, Node ${process.version}`);
  return [
    await interleave('gpt-small.1t/pytorch', {
      ours: () => ours.run(),
      peer: async () => ((await peer.ask({ steps })) as { milliseconds: number }).milliseconds, // step.py's answer
    }),
  ];
}

/** Fetches OpenBLAS for PyTorch. */
export function setup({ log }: BenchContext): void {
  if (findOpenBLAS() || fetchOpenBLAS()) log(`OpenBLAS for PyTorch: ${findOpenBLAS()}`);
  else throw new Error('Cannot fetch libopenblas0-openmp: `apt-get download` failed');
}
