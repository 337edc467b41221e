/** The home page's model and how it learns: small enough for ten seconds on a slow laptop, large enough to beat counting. */
export const recipe = {
  nLayer: 2,
  nHead: 4,
  nEmbd: 32,
  /** Letters of a name, the sign for its start included: the longest has 13. */
  blockSize: 14,
  /** Names in a batch. */
  batchSize: 64,
  steps: 500,
  lr: 0.01,
  minLr: 0.001,
  warmupSteps: 20,
  betas: [0.9, 0.99],
  /** Share of the names that is kept from it. */
  heldOut: 0.1,
  temperature: 0.8,
} as const;

/** Steps between two points of the curve. */
export const CURVE_EVERY = 10;
/** Steps between two measures on the held-back names. */
export const MEASURE_EVERY = 50;
/** Steps between two lines of samples. */
export const SAMPLES_EVERY = 100;
/** Names in a line of samples. */
export const SAMPLES = 6;
/** What the page begins with, and what its picture of a finished run was made with. */
export const FIRST_SEED = 1;
/** Largest seed that can be typed. */
export const LAST_SEED = 999_999;
