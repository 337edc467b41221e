/** What `TrainingDiverged` knows. */
export interface TrainingDivergedOptions {
  /** Steps made before the first one in question: the last report up to which all was well. */
  readonly after: number;
  /** Steps made when it was noticed. */
  readonly step: number;
  /** Mean loss of the steps in between. */
  readonly loss: number;
  /** Norm of the gradient: the last finite or first non-finite one seen. */
  readonly gradNorm: number;
}

/** Training came to a loss or a gradient that is not finite. The model's weights are of no use any more: go back to a checkpoint. */
export class TrainingDiverged extends Error {
  /** Name of the class. */
  override readonly name: string = 'TrainingDiverged';
  /** Steps made when all was last known to be well: a checkpoint of this step or before is sound. */
  readonly after: number;
  /** Steps made when it was noticed. */
  readonly step: number;
  /** Mean loss of the steps in between. */
  readonly loss: number;
  /** Mean norm of the gradient in the same steps. */
  readonly gradNorm: number;

  /** Made by `train`. */
  constructor({ after, step, loss, gradNorm }: TrainingDivergedOptions) {
    const steps = step - after === 1 ? `step ${step}` : `steps ${after + 1} to ${step}`;
    super(
      `Cannot go on training: in ${steps} the loss was ${loss} and the gradient norm ${gradNorm}, and the weights ` +
        `changed by it; go back to step ${after} or before and try a lower lr, more warm-up steps or a smaller clipNorm`,
    );
    this.after = after;
    this.step = step;
    this.loss = loss;
    this.gradNorm = gradNorm;
  }
}
