import { checkUsable, history, nextPass } from '../tape/backward.ts';
import { unbroadcast } from '../tape/unbroadcast.ts';
import type { Node, Variable } from '../tape/variable.ts';
import type { Rule, Traced } from '../tape/vocabulary.ts';
import { Tensor } from '../tensor.ts';

/**
 * Carries gradients back as `propagate` does, but on tensors: every rule runs once more, traced, so that the gradients
 * are themselves functions of the leaves that can be differentiated. Gives dL/dx of the wanted variables that are
 * reached, and with `stop` goes not beyond them. The graph stays.
 * @throws Error where a rule on the way works on arrays alone
 */
export function tracedGradients(
  roots: readonly (readonly [root: Variable, dy: Tensor])[],
  wanted: ReadonlySet<Variable>,
  { stop = false }: { readonly stop?: boolean } = {},
): Map<Variable, Tensor> {
  const found = new Map<Variable, Tensor>();
  const pending = new Map<Node, (Tensor | null)[]>();
  const give = (variable: Variable, dx: Tensor) => {
    const { node, output } = variable;
    if (!node || (stop && wanted.has(variable))) {
      if (wanted.has(variable)) add(found, variable, dx);
      return;
    }
    const dys = pending.get(node) ?? node.values.map(() => null);
    dys[output] = dys[output] ? dys[output].add(dx) : dx;
    pending.set(node, dys);
  };
  const computed = stop ? [] : [...wanted].filter(({ node }) => node);
  const pass = nextPass();
  const nodes = roots.flatMap(([{ node }]) => (node ? history(node, pass) : [])).sort((a, b) => b.index - a.index);
  for (const node of nodes) checkUsable(node);
  for (const [root, dy] of roots) give(root, dy);
  for (const node of nodes) {
    const dys = pending.get(node);
    if (!dys) continue;
    pending.delete(node);
    for (const variable of computed) {
      const dy = variable.node === node ? dys[variable.output] : null;
      if (dy) add(found, variable, dy);
    }
    const dxs = wayBack(node, dys);
    for (const [i, input] of node.inputs.entries()) {
      const dx = dxs[i];
      if (dx && node.needs[i]) give(input, unbroadcast(dx, input.value.shape));
    }
  }
  return found;
}

/** The node's rule, run again on tensors of the same places on the tape. */
function wayBack(node: Node, dys: readonly (Tensor | null)[]): readonly (Tensor | null)[] {
  const { name, needs } = node;
  let dxs: readonly (Tensor | null)[];
  try {
    // Cast: a rule that is written against Vocabulary takes tensors as well as arrays
    const rule = node.rule as unknown as (...inputs: Tensor[]) => Traced<Tensor>;
    dxs = rule(...node.inputs.map((input) => new Tensor(input))).backward(dys, needs);
    if (dxs.every((dx) => !dx || dx instanceof Tensor)) return dxs;
  } catch (cause) {
    throw new Error(onArraysAlone(name, node.rule), { cause });
  }
  throw new Error(onArraysAlone(name, node.rule));
}

function onArraysAlone(name: string, rule: Rule): string {
  return `Cannot make the graph of the gradient of ${name}: ${rule.name || 'its rule'} works on arrays alone; write it with what arrays and tensors share (Vocabulary, run)`;
}

function add(sums: Map<Variable, Tensor>, variable: Variable, dx: Tensor): void {
  const before = sums.get(variable);
  sums.set(variable, before ? before.add(dx) : dx);
}
