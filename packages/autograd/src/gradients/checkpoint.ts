import { checkOptions, defaultRandom, type NDArray, Random, scope, zerosLike } from '@zero-to-gpt/linalg';
import { Module } from '../modules/module.ts';
import { propagate } from '../tape/backward.ts';
import { isGradEnabled } from '../tape/no-grad.ts';
import { nodesMade } from '../tape/tape.ts';
import { addInto, type Node, type Variable } from '../tape/variable.ts';
import { only, type Traced } from '../tape/vocabulary.ts';
import { applyOne, Tensor } from '../tensor.ts';
import { tracedGradients } from './traced-gradients.ts';

/** How `checkpoint` repeats a computation. */
export interface RecomputeOptions {
  /**
   * Streams that the computation draws from: they are set back for the repetition, so that dropout drops the same
   * elements. Default: the default stream. Those that a module holds in public fields are found without this.
   */
  random?: readonly Random[];
}

/** What is computed twice: a function of tensors, or a module. */
export type Computation = ((...inputs: Tensor[]) => Tensor) | Module<Tensor[], Tensor>;

/**
 * f(…inputs), computed once more during `backward` in place of keeping its intermediate values: the memory of one part
 * of a model is paid for with a second forward pass through it. PyTorch's `torch.utils.checkpoint`; Chen et al. 2016.
 *
 * `f` must do the same both times. Tensors that it uses besides its inputs may be parameters and constants.
 *
 * @example
 * ```ts
 * import { checkpoint, tensor } from '@zero-to-gpt/autograd';
 *
 * const x = tensor([1, 2], { requiresGrad: true });
 * checkpoint((a) => a.mul(a).mul(a).sum(), [x]).backward();
 * x.grad!.toArray(); // → [3, 12]
 * ```
 * @throws Error where `f` uses a computed tensor that is not among the inputs
 */
export function checkpoint(f: Computation, inputs: readonly Tensor[], options: RecomputeOptions = {}): Tensor {
  const { random = [defaultRandom()] } = checkOptions('checkpoint', options, ['random']);
  const forward = f instanceof Module ? (...xs: Tensor[]) => f.forward(...xs) : f;
  if (!isGradEnabled()) return forward(...inputs);
  const streams = [...new Set([...random, ...(f instanceof Module ? streamsOf(f) : [])])];
  const states = streams.map((stream) => stream.state());
  const again = (xs: readonly Tensor[]): Tensor => {
    const now = streams.map((stream) => stream.state());
    streams.forEach((stream, i) => void stream.restore(states[i]!));
    try {
      return forward(...xs);
    } finally {
      streams.forEach((stream, i) => void stream.restore(now[i]!));
    }
  };

  using block = scope();
  const first = nodesMade();
  const own = inputs.map(copy);
  const y = forward(...own);
  if (!y.requiresGrad) return new Tensor(block.keep(y.value.view()));
  const leaves = leavesOf(y.variable, new Set(own.map(({ variable }) => variable)), first);
  const { value } = y;
  const all = [...inputs, ...leaves.map((leaf) => new Tensor(leaf))];
  const result = applyOne((...arrays) => rule(arrays), ...all);
  block.keep(result);
  return result;

  function rule(arrays: readonly NDArray[]): Traced<NDArray> {
    // Casts: traced for second derivatives, a rule is given tensors
    if ((arrays as readonly unknown[])[0] instanceof Tensor)
      return traced(arrays as unknown as readonly Tensor[]) as unknown as Traced<NDArray>;
    return {
      name: 'checkpoint',
      values: [value],
      saved: arrays,
      backward(dys, needs) {
        const fresh = inputs.map((_, i) => new Tensor(arrays[i]!.view(), { requiresGrad: needs[i]! }));
        const variables = [...fresh.map(({ variable }) => variable), ...leaves];
        const sums = new Map<Variable, NDArray>();
        for (const [i, variable] of variables.entries()) if (needs[i]) sums.set(variable, zerosLike(variable.value));
        const reached = new Set<Variable>();
        const leaf = (variable: Variable, dx: NDArray) => {
          const sum = sums.get(variable);
          if (!sum) return;
          addInto(sum, dx);
          reached.add(variable);
        };
        const y = again(fresh);
        if (y.requiresGrad) propagate(y.variable, only(dys), { leaf }, { retainGraph: false });
        return variables.map((variable) => (reached.has(variable) ? sums.get(variable)! : null));
      },
    };
  }

  function traced(tensors: readonly Tensor[]): Traced<Tensor> {
    const y = again(tensors.slice(0, inputs.length));
    const variables = tensors.map(({ variable }) => variable);
    return {
      values: [y],
      backward(dys) {
        const found = tracedGradients([[y.variable, only(dys)]], new Set(variables), { stop: true });
        return variables.map((variable) => {
          const dx = found.get(variable) ?? null;
          found.delete(variable); // a tensor that is two inputs has the sum of both already
          return dx;
        });
      },
    };
  }
}

/** The same values as a leaf: what is computed from it ends there. */
function copy({ value, requiresGrad }: Tensor): Tensor {
  return new Tensor(value.view(), { requiresGrad });
}

/**
 * The leaves with gradient, but for `own`, that a computation used.
 * @throws Error where it used a value that was computed before it
 */
function leavesOf(y: Variable, own: ReadonlySet<Variable>, first: number): Variable[] {
  const leaves = new Set<Variable>();
  const nodes = new Set<Node>();
  const visit = (variable: Variable): void => {
    if (!variable.requiresGrad || own.has(variable)) return;
    if (!variable.node) leaves.add(variable);
    else if (variable.node.index >= first) nodes.add(variable.node);
    else
      throw new Error(
        `Cannot checkpoint a computation that uses a tensor of shape [${variable.value.shape}], made before by ${variable.node.name}: give it among the inputs`,
      );
  };
  visit(y);
  for (const node of nodes) node.inputs.forEach(visit);
  return [...leaves];
}

/** The streams in public fields of a module and of all modules in it. */
function streamsOf(module: Module<never[], unknown>): Random[] {
  const held = Object.values(module).filter((field) => field instanceof Random);
  return [...held, ...[...module.children()].flatMap(([, child]) => streamsOf(child))];
}
