import { type Module, Parameter } from '@zero-to-gpt/autograd';
import { checkOptions } from '@zero-to-gpt/linalg';
import type { OptimizerParameters, ParameterGroup } from './optimizer.ts';

/** A group whose parameters all have names. */
export interface NamedGroup<Options> extends ParameterGroup<Options> {
  /** Names of the parameters, one each. */
  readonly names: readonly string[];
  /** The group's own options; `lr` may be set between steps. */
  readonly options: Partial<Options>;
}

/**
 * Brings what an optimizer is made from into groups with names.
 * `known` gives a group's options back, or throws where one is unknown.
 * @throws TypeError for what is no parameter, RangeError for no parameters, or where a parameter or a name comes twice
 */
export function toGroups<Options>(
  given: OptimizerParameters<Options>,
  known: (options: Partial<Options>) => Partial<Options>,
): NamedGroup<Options>[] {
  const groups: ParameterGroup<Options>[] = [];
  const parameters: Parameter[] = [];
  const names: string[] = [];
  if (typeof given?.[Symbol.iterator] !== 'function') throw notParameters(given);
  for (const item of given)
    if (item instanceof Parameter) parameters.push(item);
    else if (isNamed(item)) {
      names.push(item[0]);
      parameters.push(item[1]);
    } else if (isGroup(item)) groups.push(item);
    else throw notParameters(item);
  if (parameters.length > 0) groups.push(names.length > 0 ? { parameters, names } : { parameters });

  const seen = new Set<Parameter | string>();
  let count = 0;
  const named = groups.map(({ parameters, names = parameters.map((_, i) => `${count + i}`), options = {} }) => {
    if (names.length !== parameters.length)
      throw new RangeError(`Cannot name ${parameters.length} parameters: found ${names.length} names`);
    for (const [i, parameter] of parameters.entries()) {
      const name = names[i]!;
      if (seen.has(parameter)) throw new RangeError(`Cannot optimize parameter ${name} twice: it stands in two places`);
      if (seen.has(name)) throw new RangeError(`Cannot optimize two parameters of one name: found ${name} twice`);
      seen.add(parameter).add(name);
    }
    count += parameters.length;
    return { parameters, names, options: { ...known(options) } };
  });
  if (count === 0) throw new RangeError('Cannot optimize: found no parameters');
  return named;
}

/** Options of `decayGroups`. */
export interface DecayGroupsOptions {
  /** Decay of the parameters that decay. */
  readonly weightDecay: number;
}

/** The option that `decayGroups` sets. */
export interface WeightDecay {
  /** A parameter's decay. */
  weightDecay: number;
}

/**
 * nanoGPT's rule: parameters of two or more dimensions (matrices, embeddings) decay, the others (biases, norms) do not.
 *
 * @example
 * ```ts
 * import { Linear } from '@zero-to-gpt/autograd';
 * import { decayGroups } from '@zero-to-gpt/optim';
 *
 * decayGroups(new Linear(3, 2), { weightDecay: 0.1 }).map((group) => [group.names, group.options]);
 * // → [[['weight'], { weightDecay: 0.1 }], [['bias'], { weightDecay: 0 }]]
 * ```
 */
export function decayGroups(
  module: Pick<Module, 'namedParameters'>,
  options: DecayGroupsOptions,
): NamedGroup<WeightDecay>[] {
  const { weightDecay } = checkOptions('decayGroups', options, ['weightDecay']);
  const all = [...module.namedParameters()];
  const group = (decays: boolean): NamedGroup<WeightDecay> => {
    const some = all.filter(([, parameter]) => parameter.shape.length >= 2 === decays);
    return {
      parameters: some.map(([, parameter]) => parameter),
      names: some.map(([name]) => name),
      options: { weightDecay: decays ? weightDecay : 0 },
    };
  };
  return [group(true), group(false)].filter((g) => g.parameters.length > 0);
}

function isNamed(item: unknown): item is readonly [string, Parameter] {
  return Array.isArray(item) && typeof item[0] === 'string' && item[1] instanceof Parameter;
}

function isGroup(item: unknown): item is ParameterGroup<never> {
  if (typeof item !== 'object' || item === null || !('parameters' in item) || !Array.isArray(item.parameters))
    return false;
  checkOptions('a parameter group', item as ParameterGroup<object>, ['parameters', 'names', 'options']);
  for (const each of item.parameters) if (!(each instanceof Parameter)) throw notParameters(each);
  return true;
}

function notParameters(found: unknown): TypeError {
  const kind = typeof found === 'object' && found !== null ? (found.constructor?.name ?? 'object') : typeof found;
  return new TypeError(
    `Cannot optimize ${kind}: expected parameters, [name, parameter] pairs or groups of them, e.g. model.parameters()`,
  );
}
