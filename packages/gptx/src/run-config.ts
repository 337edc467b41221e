import { nearest } from '@zero-to-gpt/linalg';
import { z } from 'zod';

/** Everything that decides how a run goes: with the same text and settings, two runs give the same numbers. */
export interface RunConfig {
  /** `moby-dick`, or the path of a text file. */
  readonly text: string;
  /** SHA-256 (hex) that the text file must have, so that a run is never resumed on other words; null accepts any. */
  readonly textSha256: string | null;
  /** Share of the text, at its end, that is held back for the validation loss. */
  readonly validation: number;
  /** Transformer blocks. */
  readonly nLayer: number;
  /** Attention heads in a block. */
  readonly nHead: number;
  /** Width of the model: numbers per token. A multiple of `nHead`. */
  readonly nEmbd: number;
  /** Longest context, in tokens. */
  readonly blockSize: number;
  /** Whether linear layers and norms have a bias. */
  readonly bias: boolean;
  /** Share of activations zeroed in training. */
  readonly dropout: number;
  /** Blocks in a batch. */
  readonly batchSize: number;
  /** Batches summed up before one optimizer step. */
  readonly gradAccumSteps: number;
  /** Optimizer steps. */
  readonly steps: number;
  /** Highest learning rate; 0.48 / `nEmbd`, at most 0.005, unless told: the wider a model, the lower the rate it bears. */
  readonly lr: number;
  /** Learning rate at the end of the cosine; a tenth of `lr` unless told. */
  readonly minLr: number;
  /** Steps in which the learning rate rises to `lr`; 100, or a tenth of `steps` if that is less, unless told. */
  readonly warmupSteps: number;
  /** AdamW's weight decay, for parameters of two or more dimensions. */
  readonly weightDecay: number;
  /** AdamW's decay of the mean gradient. */
  readonly beta1: number;
  /** AdamW's decay of the mean squared gradient. */
  readonly beta2: number;
  /** Longest gradient, in its Euclidean norm over all parameters; 0 leaves it as it is. */
  readonly clipNorm: number;
  /** Seed of weights, order of blocks, dropout and samples. */
  readonly seed: number;
  /** Steps between validation losses. */
  readonly evalEvery: number;
  /** Batches of the validation text that such a loss is taken over; the last one always takes the whole of it. */
  readonly evalBatches: number;
  /** Characters of the samples drawn before training, at half time and at the end. */
  readonly sampleTokens: number;
  /** Steps between checkpoints. */
  readonly checkpointEvery: number;
}

/** One setting of a run, as the command line and the error messages know it. */
export interface Setting {
  /** Its key in a config file. */
  readonly key: keyof RunConfig;
  /** What it is, in a few words. */
  readonly about: string;
  /** What it accepts, in words. */
  readonly wanted: string;
  /** The value without a word from the user; null where it follows from others or may be absent. */
  readonly fallback: number | string | boolean | null;
  /** Kind of its value. */
  readonly kind: 'number' | 'string' | 'boolean';
}

interface Field<T> extends Omit<Setting, 'key'> {
  readonly schema: z.ZodType<T>;
}

const whole = (low: number, high: number, fallback: number | null, about: string): Field<number> => ({
  schema: z.number().int().min(low).max(high),
  wanted: `a whole number from ${low} to ${high}`,
  kind: 'number',
  fallback,
  about,
});
/** From `low` to below `high`; a low end of 0 may be shut out. */
const real = (low: number, high: number, fallback: number | null, about: string, open = false): Field<number> => ({
  schema: z.number().refine((x) => (open ? x > low : x >= low) && x < high),
  wanted: `a number ${open ? 'above' : 'from'} ${low}${high === Number.POSITIVE_INFINITY ? '' : ` and below ${high}`}`,
  kind: 'number',
  fallback,
  about,
});

// chosen so that Moby Dick takes about two minutes on two cores
const defaultWidth = 128;
const defaultSteps = 1400;

const fields: { readonly [Key in keyof RunConfig]: Field<RunConfig[Key]> } = {
  text: {
    schema: z.string().min(1),
    wanted: 'moby-dick or the path of a text file',
    kind: 'string',
    fallback: 'moby-dick',
    about: 'text to learn: moby-dick or a file',
  },
  textSha256: {
    schema: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    wanted: '64 hexadecimal digits or null',
    kind: 'string',
    fallback: null,
    about: 'SHA-256 that the text must have',
  },
  validation: real(0, 1, 0.1, 'share of the text held back for validation', true),
  nLayer: whole(1, 1000, 4, 'transformer blocks'),
  nHead: whole(1, 1024, 4, 'attention heads in a block'),
  nEmbd: whole(1, 65536, defaultWidth, 'width of the model'),
  blockSize: whole(1, 1048576, 64, 'longest context, in tokens'),
  bias: {
    schema: z.boolean(),
    wanted: 'true or false',
    kind: 'boolean',
    fallback: true,
    about: 'bias in linear layers and norms',
  },
  dropout: real(0, 1, 0, 'share of activations zeroed in training'),
  batchSize: whole(1, 1048576, 16, 'blocks in a batch'),
  gradAccumSteps: whole(1, 1048576, 1, 'batches summed up before a step'),
  steps: whole(1, 1e9, defaultSteps, 'optimizer steps'),
  lr: real(0, Number.POSITIVE_INFINITY, null, 'highest learning rate (0.48 / nEmbd, at most 0.005)', true),
  minLr: real(0, Number.POSITIVE_INFINITY, null, 'last learning rate (a tenth of lr)'),
  warmupSteps: whole(0, 1e9, null, 'steps in which the learning rate rises (100, or a tenth of steps)'),
  weightDecay: real(0, Number.POSITIVE_INFINITY, 0.1, "AdamW's weight decay"),
  beta1: real(0, 1, 0.9, "AdamW's decay of the mean gradient"),
  beta2: real(0, 1, 0.99, "AdamW's decay of the mean squared gradient"),
  clipNorm: real(0, Number.POSITIVE_INFINITY, 1, 'longest gradient; 0 leaves it as it is'),
  seed: whole(0, 4294967295, 1, 'seed of everything drawn at random'),
  evalEvery: whole(1, 1e9, 250, 'steps between validation losses'),
  evalBatches: whole(1, 1e9, 40, 'batches of such a loss; the last takes all'),
  sampleTokens: whole(1, 1e6, 1000, 'characters of a sample'),
  checkpointEvery: whole(1, 1e9, 100, 'steps between checkpoints'),
};

const keys = Object.keys(fields) as (keyof RunConfig)[]; // the mapped type above has exactly these keys

/** Every setting of a run, in the order in which `--help` shows them. */
export const settings: readonly Setting[] = keys.map((key) => {
  const { about, wanted, fallback, kind } = fields[key];
  return { key, about, wanted, fallback, kind };
});

const partial = z.strictObject(Object.fromEntries(keys.map((key) => [key, fields[key].schema.optional()])));

/** Where settings come from, for messages. */
export interface RunConfigOptions {
  /** As in `the file my.json`; `the configuration` unless told. */
  source?: string;
}

/**
 * Some settings of a run, checked one by one: what a config file holds.
 *
 * @throws TypeError where `values` is no object; RangeError for an unknown key (with the nearest known one) or a value of the wrong kind or size
 */
export function parseSettings(
  values: unknown,
  { source = 'the configuration' }: RunConfigOptions = {},
): Partial<RunConfig> {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    const found = values === null ? 'null' : Array.isArray(values) ? 'an array' : `a ${typeof values}`;
    throw new TypeError(`Cannot read ${source}: found ${found}, wanted an object of settings`);
  }
  const result = partial.safeParse(values);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!; // a failed parse has at least one
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!; // the code says there is one
    throw new RangeError(
      `Cannot read ${source}: unknown key '${key}', the nearest known one is '${nearest(key, keys)}'`,
    );
  }
  const key = issue.path[0] as keyof RunConfig; // other issues stand at a known key
  const found = JSON.stringify((values as Record<string, unknown>)[key]);
  throw new RangeError(`Cannot use ${key} of ${source}: found ${found}, wanted ${fields[key].wanted}`);
}

/**
 * All settings of a run: those given, the defaults, and those that follow from others; checked together.
 *
 * @throws TypeError and RangeError as `parseSettings`, and where two settings do not go together
 */
export function runConfig(values: unknown = {}, options: RunConfigOptions = {}): RunConfig {
  const given = parseSettings(values, options);
  const { nEmbd: width = defaultWidth, steps = defaultSteps } = given;
  const lr = given.lr ?? Math.min(0.005, 0.48 / width);
  const derived = { lr, minLr: lr / 10, warmupSteps: Math.min(100, Math.floor(steps / 10)) };
  const config = Object.fromEntries(
    keys.map((key) => [key, given[key] ?? fields[key].fallback ?? derived[key as keyof typeof derived] ?? null]),
  ) as unknown as RunConfig; // every key has its value now
  const { nEmbd, nHead } = config;
  if (nEmbd % nHead !== 0) {
    throw new RangeError(`Cannot split nEmbd ${nEmbd} into nHead ${nHead} heads: ${nEmbd} is no multiple of ${nHead}`);
  }
  if (config.minLr > config.lr) {
    throw new RangeError(`Cannot use minLr ${config.minLr}: found more than lr ${config.lr}, wanted at most that`);
  }
  if (config.warmupSteps >= config.steps && config.warmupSteps > 0) {
    throw new RangeError(`Cannot use warmupSteps ${config.warmupSteps}: wanted fewer than the ${config.steps} steps`);
  }
  return config;
}
