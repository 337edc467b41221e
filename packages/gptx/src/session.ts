import { type NDArray, Random } from '@zero-to-gpt/linalg';
import { AdamW, type DataLoader, decayGroups } from '@zero-to-gpt/optim';
import { type Checkpoint, saveCheckpoint } from '@zero-to-gpt/optim/node';
import { type Batch, type Sample, TokenDataset, tokenLoader } from '@zero-to-gpt/text';
import { GPT } from '@zero-to-gpt/transformer';
import type { Corpus } from './corpus.ts';
import type { RunConfig } from './run-config.ts';
import { encodeRunMeta, type RunMeta } from './run-meta.ts';

/** Everything that the next training step depends on: model, optimizer, position in the data, random streams. */
export class Session implements Disposable {
  /** Settings. */
  readonly config: RunConfig;
  /** The model. */
  readonly model: GPT;
  /** What changes it. */
  readonly optimizer: AdamW;
  /** Where its batches come from. */
  readonly loader: DataLoader<Sample, Batch>;
  /** Steps made. */
  step = 0;

  /** A model with the weights that the seed gives, before its first step. */
  constructor(config: RunConfig, { tokenizer, train }: Corpus) {
    const { blockSize, batchSize, seed, lr, beta1, beta2, weightDecay } = config;
    this.config = config;
    this.model = new GPT({ ...config, vocabSize: tokenizer.vocabSize }, { random: new Random(seed).split('model') });
    this.optimizer = new AdamW(decayGroups(this.model, { weightDecay }), { lr, betas: [beta1, beta2] });
    const dataset = new TokenDataset(train, { blockSize });
    this.loader = tokenLoader(dataset, { batchSize, shuffle: true, replacement: true, seed });
  }

  /**
   * Saves everything, and gives the path of the checkpoint.
   *
   * @throws Error where it cannot be written, or a weight is not finite; earlier checkpoints stay
   */
  async save(folder: string, { tokenizer, baseline }: Pick<RunMeta, 'tokenizer' | 'baseline'>): Promise<string> {
    const { step, config } = this;
    const model = this.model.stateDict();
    const optimizer = this.optimizer.stateDict();
    await checkFinite(model, `after step ${step}`);
    const meta = encodeRunMeta({
      config,
      tokenizer,
      loader: this.loader.state,
      dropout: this.model.dropoutRandom.state(),
      baseline,
    });
    return await saveCheckpoint(folder, { step, model, optimizer, meta });
  }

  /** Takes a checkpoint over, by copy. @throws RangeError where it is of another model */
  async restore(checkpoint: Checkpoint, { loader, dropout }: RunMeta): Promise<void> {
    checkVocabulary(checkpoint, this.model.vocabSize);
    await checkFinite(checkpoint.model, `in ${checkpoint.path}`);
    this.model.loadStateDict(checkpoint.model);
    this.optimizer.loadStateDict(checkpoint.optimizer);
    this.loader.state = loader;
    this.model.dropoutRandom = Random.from(dropout);
    this.step = checkpoint.step;
  }

  /** Frees model and optimizer. */
  [Symbol.dispose](): void {
    this.optimizer[Symbol.dispose]();
    this.model[Symbol.dispose]();
  }
}

/** @throws RangeError that names the first array with a value that is not finite */
export async function checkFinite(arrays: ReadonlyMap<string, NDArray>, place: string): Promise<void> {
  for (const [name, x] of arrays) {
    if (!(await x.data()).every(Number.isFinite))
      throw new RangeError(`Cannot use the weights ${place}: ${name} is not finite`);
  }
}

/** @throws RangeError where the model of a checkpoint reads another number of different tokens than its tokenizer makes */
export function checkVocabulary({ model, path }: Checkpoint, vocabSize: number): void {
  const rows = model.get('wte.weight')?.shape[0];
  if (rows === undefined) throw new RangeError(`Cannot use checkpoint ${path}: it holds no token embedding wte.weight`);
  if (rows !== vocabSize) {
    throw new RangeError(
      `Cannot use checkpoint ${path}: its tokenizer knows ${vocabSize} characters, its model ${rows}; they belong to different runs`,
    );
  }
}
