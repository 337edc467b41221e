import type { Module, Parameter } from '@zero-to-gpt/autograd';

/** Parameters with an option of their own. */
export interface Group {
  parameters: Parameter[];
  options: { weightDecay: number };
}

/** The parameters that decay (two axes or more), then the others; no group is empty. */
export function groupsOf(model: Module, weightDecay: number): Group[] {
  // #region TODO two lists by the number of axes, without empty ones: about 5 lines
  const all = model.parameters();
  const decays = { parameters: all.filter(({ ndim }) => ndim >= 2), options: { weightDecay } };
  const stays = { parameters: all.filter(({ ndim }) => ndim < 2), options: { weightDecay: 0 } };
  return [decays, stays].filter(({ parameters }) => parameters.length > 0);
  // #endregion
}
