/** Who can run. */
export type RunnerName = 'SGD' | 'momentum' | 'Nesterov' | 'Adagrad' | 'RMSprop' | 'Adam';

/** All of them, and the rate at which each begins where a lesson gives none. */
export const usualRates: Readonly<Record<RunnerName, number>> = {
  SGD: 0.04,
  momentum: 0.02,
  Nesterov: 0.02,
  Adagrad: 0.5,
  RMSprop: 0.05,
  Adam: 0.2,
};

/** A letter for each, on its disc. */
export const letters: Readonly<Record<RunnerName, string>> = {
  SGD: 'S',
  momentum: 'M',
  Nesterov: 'N',
  Adagrad: 'G',
  RMSprop: 'R',
  Adam: 'A',
};
