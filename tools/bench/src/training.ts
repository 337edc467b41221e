import { cpu, type Device, Random } from '@zero-to-gpt/linalg';
import { AdamW, decayGroups } from '@zero-to-gpt/optim';
import { TokenDataset, tokenLoader } from '@zero-to-gpt/text';
import { GPT, type Progress, train } from '@zero-to-gpt/transformer';

/** A model and a batch that benchmarks train. */
export interface Workload {
  /** Different tokens. */
  readonly vocabSize: number;
  /** Tokens of a row of the batch. */
  readonly blockSize: number;
  /** Blocks. */
  readonly nLayer: number;
  /** Heads. */
  readonly nHead: number;
  /** Width. */
  readonly nEmbd: number;
  /** Rows of a batch. */
  readonly batchSize: number;
  /** Share of activations and attention weights that is zeroed. Default: 0. */
  readonly dropout?: number;
}

/** nanoGPT's model for a CPU, on the 65 characters of Tiny Shakespeare. */
export const small: Workload = { vocabSize: 65, blockSize: 64, nLayer: 4, nHead: 4, nEmbd: 128, batchSize: 12 };
/** nanoGPT's model for a GPU, with a batch for a CPU. */
export const big: Workload = { vocabSize: 65, blockSize: 256, nLayer: 6, nHead: 6, nEmbd: 384, batchSize: 8 };

/** A text of every character equally often: what the batches of both sides are drawn from. */
export function tokensOf({ vocabSize }: Workload): Int32Array {
  return new Random(1).permutation(1000 * vocabSize).map((i) => i % vocabSize);
}

/** Training that goes on step by step. */
export interface Training extends AsyncDisposable {
  /** Milliseconds of a step, as the mean of the next few. */
  run(): Promise<number>;
}

/** Training through `train`: draw a batch, forward, backward, clip, AdamW. A measurement is the mean of `steps` steps. */
export function startTraining(
  workload: Workload,
  { steps = 10, device = cpu }: { steps?: number; device?: Device } = {},
): Training {
  const { batchSize, ...config } = workload;
  const model = new GPT(config, { device, random: new Random(1) });
  const optimizer = new AdamW(decayGroups(model, { weightDecay: 0.1 }), { lr: 1e-3, betas: [0.9, 0.99] });
  const dataset = new TokenDataset(tokensOf(workload), { blockSize: config.blockSize });
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
