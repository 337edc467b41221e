import { checkOptions, emptyLike, tidy, zerosLike } from '@zero-to-gpt/linalg';
import { propagate } from '../tape/backward.ts';
import { addInto, type Node, type Variable } from '../tape/variable.ts';
import { type BackwardOptions, checkTracked, Tensor } from '../tensor.ts';
import { tracedGradients } from './traced-gradients.ts';

/** How `grad` runs. */
export interface GradOptions extends BackwardOptions {
  /**
   * Makes the gradients tensors with a graph of their own, which can be differentiated again. The graph stays, and
   * lives in the open scope. Default false.
   */
  createGraph?: boolean;
}

/**
 * dL/dx for each of `inputs`, given back and not added to `grad`. Inputs may be computed tensors.
 *
 * @example
 * ```ts
 * import { grad, tensor } from '@zero-to-gpt/autograd';
 *
 * const x = tensor([1, 2], { requiresGrad: true });
 * const y = x.mul(3);
 * grad(y.mul(y).sum(), [x, y]).map((g) => g.value.toArray()); // → [[18, 36], [6, 12]]
 *
 * const [slope] = grad(x.mul(x).mul(x).sum(), [x], { createGraph: true }); // 3x²
 * grad(slope!.sum(), [x])[0]!.value.toArray(); // → [6, 12]
 * ```
 * @throws RangeError unless `output` has one element; Error where it does not depend on an input, and with
 * `createGraph` where a rule on the way works on arrays alone
 */
export function grad(output: Tensor, inputs: readonly Tensor[], options: GradOptions = {}): Tensor[] {
  const { retainGraph = false, createGraph = false } = checkOptions('grad', options, ['retainGraph', 'createGraph']);
  if (output.size !== 1)
    throw new RangeError(`Cannot take grad() of shape [${output.shape}]: reduce it to one number, e.g. by sum()`);
  checkTracked(output);
  if (createGraph) {
    const dy = new Tensor(emptyLike(output.value).fill(1));
    const found = tracedGradients([[output.variable, dy]], new Set(inputs.map(({ variable }) => variable)));
    return inputs.map(({ variable }, i) => found.get(variable) ?? unreached(i));
  }
  return tidy(() => {
    const sums = new Map(inputs.map(({ variable }) => [variable, zerosLike(variable.value)]));
    const computed = [...sums.keys()].filter((variable) => variable.node);
    const reached = new Set<Variable>();
    const sink = {
      leaf(leaf: Variable, dx: Parameters<typeof addInto>[1]) {
        const total = sums.get(leaf);
        if (!total) return;
        addInto(total, dx);
        reached.add(leaf);
      },
      node(node: Node) {
        for (const variable of computed) {
          const dy = variable.node === node ? node.dys[variable.output] : null;
          if (dy) this.leaf(variable, dy);
        }
      },
    };
    propagate(output.variable, emptyLike(output.value).fill(1), sink, { retainGraph });
    return inputs.map(({ variable }, i) => (reached.has(variable) ? new Tensor(sums.get(variable)!) : unreached(i)));
  });
}

function unreached(i: number): never {
  throw new Error(`Cannot take grad() by inputs[${i}]: the output does not depend on it, or it requires no gradient`);
}
