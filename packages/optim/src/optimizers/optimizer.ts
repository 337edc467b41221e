import type { Parameter } from '@zero-to-gpt/autograd';
import type { NDArray } from '@zero-to-gpt/linalg';

/** Parameters that share options. */
export interface ParameterGroup<Options> {
  /** What the options hold for. */
  readonly parameters: readonly Parameter[];
  /** Names of the parameters, one each: the keys of their state. Default: their numbers, counted through all groups. */
  readonly names?: readonly string[];
  /** Options that differ from the optimizer's own. */
  readonly options?: Partial<Options>;
}

/** What an optimizer can be made from: parameters, named parameters (`model.namedParameters()`), or groups of them. */
export type OptimizerParameters<Options> =
  | Iterable<Parameter>
  | Iterable<readonly [name: string, parameter: Parameter]>
  | Iterable<ParameterGroup<Options>>;

/** Values that an optimizer needs to go on, by name. The arrays are its own, not copies. */
export type OptimizerState = Map<string, NDArray | number>;

/** Changes parameters by their gradients. State is made by the constructor, outside all scopes, and freed by dispose. */
export interface Optimizer extends Disposable {
  /** Learning rate of every group that does not bring its own; set it before each step to follow a schedule. */
  lr: number;
  /** Its parameters. */
  readonly groups: readonly ParameterGroup<object>[];
  /** Changes, in place, every parameter that has a gradient. */
  step(): void;
  /** Empties the gradients. */
  zeroGrad(): void;
  /** Everything but the parameters that decides the next steps. */
  stateDict(): OptimizerState;
  /** Takes such a state over, by copy. @throws RangeError where a key is missing, unknown or of another shape; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void;
}
