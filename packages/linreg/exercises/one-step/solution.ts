import type { NDArray } from '@zero-to-gpt/linalg';

/** Weights (d) and bias of a linear model, or the slopes of a loss in them. */
export interface Model {
  /** For each feature, (d). */
  readonly w: NDArray;
  /** One number. */
  readonly b: number;
}

/** The model after a step against the slopes, of learning rate lr; the model given stays as it is. */
export function oneStep(model: Model, slopes: Model, lr: number): Model {
  // #region TODO a new model: the old one minus lr times the slopes, about 1 line
  return { w: model.w.sub(slopes.w.mul(lr)), b: model.b - lr * slopes.b };
  // #endregion
}
