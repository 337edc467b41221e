import { array, type NDArray } from '@zero-to-gpt/linalg';

/** 1 for each name that is `positive`, 0 for others: (N, 1). @throws RangeError where no name is */
export function binaryLabels(species: readonly string[], positive: string): NDArray {
  // #region TODO the function of the text without its bugs, about 3 lines
  if (!species.includes(positive))
    throw new RangeError(`Cannot label: no sample is '${positive}', found ${[...new Set(species)].join(', ')}`);
  return array(species.map((name) => [Number(name === positive)]));
  // #endregion
}
