import type { LoaderState } from '@zero-to-gpt/optim';
import type { JSONValue } from '@zero-to-gpt/optim/node';
import { CharTokenizer } from '@zero-to-gpt/text';
import { z } from 'zod';
import { type RunConfig, runConfig } from './run-config.ts';
import { version } from './version.ts';

/** What a checkpoint of a run holds beside the arrays. */
export interface RunMeta {
  /** Settings of the run. */
  readonly config: RunConfig;
  /** Turns characters into the tokens that the model knows. */
  readonly tokenizer: CharTokenizer;
  /** Where the training data stands. */
  readonly loader: LoaderState;
  /** State of the random stream that dropout draws from. All others follow from the seed and the step. */
  readonly dropout: readonly number[];
  /** Loss of counting pairs, in nats per token. */
  readonly baseline: number;
}

const shape = z.object({
  config: z.unknown(),
  tokenizer: z.unknown(),
  loader: z.strictObject({ epoch: z.number().int().min(0), index: z.number().int().min(0) }),
  dropout: z.array(z.number()),
  baseline: z.number(),
});

/** The JSON of a run's meta, versions included. */
export function encodeRunMeta({ config, tokenizer, loader, dropout, baseline }: RunMeta): Record<string, JSONValue> {
  return {
    config: { ...config },
    tokenizer: { ...tokenizer.toJSON() },
    loader: { ...loader },
    dropout,
    baseline,
    versions: { gptx: version, node: process.version, platform: process.platform },
  };
}

/**
 * Checks the meta of a checkpoint, which comes from outside.
 *
 * @param path - folder of the checkpoint, for messages
 * @throws RangeError or TypeError that name the checkpoint and what is wrong with it
 */
export function parseRunMeta(meta: Readonly<Record<string, JSONValue>>, path: string): RunMeta {
  const found = shape.safeParse(meta);
  if (!found.success) {
    const issue = found.error.issues[0]!; // a failed parse has at least one
    throw new RangeError(`Cannot use checkpoint ${path}: ${issue.path.join('.') || 'its meta'}: ${issue.message}`);
  }
  const { loader, dropout, baseline } = found.data;
  try {
    const tokenizer = CharTokenizer.fromJSON(found.data.tokenizer);
    return { config: runConfig(found.data.config), tokenizer, loader, dropout, baseline };
  } catch (error) {
    throw new RangeError(`Cannot use checkpoint ${path}: ${(error as Error).message}`, { cause: error });
  }
}
