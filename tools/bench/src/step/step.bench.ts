import { join } from 'node:path';
import { type BenchContext, interleave, type Peer, type Row, startPeer } from '@zero-to-gpt/build/bench';
import { lacks, python } from '@zero-to-gpt/build/needs';
import { cpu, Random } from '@zero-to-gpt/linalg';
import { AdamW, decayGroups } from '@zero-to-gpt/optim';
import { TokenDataset, tokenLoader } from '@zero-to-gpt/text';
import { GPT, type Progress, train } from '@zero-to-gpt/transformer';
import { fetchOpenBLAS, findOpenBLAS } from './openblas.ts';

/** nanoGPT's model for a CPU, on the 65 characters of Tiny Shakespeare. */
const small = { vocabSize: 65, blockSize: 64, nLayer: 4, nHead: 4, nEmbd: 128 };
const batchSize = 12;
/** Steps that one measurement is the mean of. */
const steps = 10;

/** One step of training (draw a batch, forward, backward, clip, AdamW): ours through `train`, PyTorch's in its own process, one thread each. */
export async function bench({ log }: BenchContext): Promise<Row[]> {
  const tokens = new Random(1).permutation(65_000).map((i) => i % small.vocabSize);
  await using peer = await startPyTorch(tokens, log);
  await using ours = startOurs(tokens);
  log(`ours: ${cpu.name}, ${cpu.threads} thread, Node ${process.version}`);
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

/** Our side: milliseconds of a step, as the mean of the next few. */
function startOurs(tokens: Int32Array): AsyncDisposable & { run(): Promise<number> } {
  const model = new GPT(small, { random: new Random(1) });
  const optimizer = new AdamW(decayGroups(model, { weightDecay: 0.1 }), { lr: 1e-3, betas: [0.9, 0.99] });
  const dataset = new TokenDataset(tokens, { blockSize: small.blockSize });
  const data = tokenLoader(dataset, { batchSize, shuffle: true, replacement: true });
  const run: AsyncGenerator<Progress, void> = train(model, { steps: 1e9, data, optimizer, reportEvery: steps });
  return {
    async run() {
      const start = performance.now();
      await run.next();
      return (performance.now() - start) / steps;
    },
    async [Symbol.asyncDispose]() {
      await run.return();
      optimizer[Symbol.dispose]();
      model.dispose();
    },
  };
}

async function startPyTorch(tokens: Int32Array, log: BenchContext['log']): Promise<Peer> {
  if (lacks('pytorch')) throw new Error('Cannot compare with PyTorch: install python3-torch and python3-numpy');
  if (!findOpenBLAS()) fetchOpenBLAS();
  const openBLAS = findOpenBLAS();
  const peer = startPeer(python, [join(import.meta.dirname, 'step.py')], {
    env: { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', ...(openBLAS && { LD_LIBRARY_PATH: openBLAS }) },
  });
  const { vocabSize: vocab, blockSize: block, nLayer: layers, nHead: heads, nEmbd: width } = small;
  const sizes = { vocab, block, layers, heads, width, batch: batchSize, threads: 1, tokens: Array.from(tokens) };
  const found = (await peer.ask({ setup: sizes })) as {
    torch: string;
    blas: string[];
    mkl: boolean;
    instructions: string;
  }; // step.py's answer
  const fast = found.mkl || found.blas.some((name) => /openblas|mkl/.test(name));
  if (!fast) {
    await peer[Symbol.asyncDispose]();
    throw new Error(
      `Cannot compare with PyTorch fairly: it computes with ${found.blas.join(', ') || 'no BLAS'}; run npm run bench -- step --setup`,
    );
  }
  log(`peer: PyTorch ${found.torch}, ${found.blas.join(', ')}, 1 thread, instructions: ${found.instructions}`);
  return peer;
}
