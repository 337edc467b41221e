import { type NDArray, type Scope, scope } from '@zero-to-gpt/linalg';
import { checkBackward, isDetectingAnomaly } from '../anomaly.ts';
import { unbroadcast } from './unbroadcast.ts';
import { addInto, type Node, type Variable } from './variable.ts';

/** Where the gradients of a pass back go. */
export interface Sink {
  /** One part of a leaf's gradient; `dx` is freed afterwards. */
  leaf(leaf: Variable, dx: NDArray): void;
  /** All parts of the leaf's gradient have been handed over. */
  complete?(leaf: Variable): void;
  /** The gradients of a node's values, before the node uses them. */
  node?(node: Node): void;
}

/** How a pass back treats the graph. */
export interface PropagateOptions {
  /** Keeps saved arrays and values, so that another pass can follow. */
  readonly retainGraph: boolean;
}

const AFTER_SCOPE = 'its scope closed, or it was disposed; call backward() inside the scope';
const FREED = 'backward() freed it; read it or detach() it before, or call backward({ retainGraph: true })';
let passes = 0;

/** A number that no pass back had before. */
export function nextPass(): number {
  return ++passes;
}

/**
 * Carries dy = dL/droot back to every leaf that root depends on: newest node first, each once, no recursion. Frees each
 * node's saved arrays and values (but root's) as soon as it is done.
 * @throws Error where the graph was used up or freed, or where a saved array was changed in place
 */
export function propagate(root: Variable, dy: NDArray, sink: Sink, { retainGraph }: PropagateOptions): void {
  using _ = scope();
  if (root.value.isDisposed) throw new Error(`Cannot run backward() from a value that was freed: ${AFTER_SCOPE}`);
  const pass = nextPass();
  const { node: last } = root;
  if (!last) {
    sink.leaf(root, dy);
    sink.complete?.(root);
    return;
  }
  const nodes = history(last, pass, sink.complete !== undefined);
  for (const node of nodes) checkUsable(node);
  last.dys[root.output] = dy.view();
  for (const node of nodes) {
    sink.node?.(node);
    if (node.retained) for (const value of node.retained) keepGradient(value, node);
    if (node.dys.some((d) => d !== null)) step(node, sink);
    if (sink.complete)
      for (const input of node.inputs)
        if (!input.node && input.requiresGrad && --input.awaited === 0) sink.complete(input);
    for (const d of node.dys) d?.dispose();
    node.dys = [];
    if (!retainGraph) useUp(node, root.value);
  }
}

/**
 * Every node that `last` depends on, newest first. Readies the nodes for the pass, and with `counting` the leaves: the
 * parts of their gradients to come. A pass inside another one must not count, as they share the leaves.
 */
export function history(last: Node, pass: number, counting = false): Node[] {
  const nodes: Node[] = [];
  const visit = (node: Node) => {
    if (node.pass === pass) return;
    node.pass = pass;
    node.dys = node.values.map(() => null);
    nodes.push(node);
  };
  visit(last);
  for (let i = 0; i < nodes.length; i++) {
    for (const input of nodes[i]!.inputs) {
      if (input.node) visit(input.node);
      else if (counting && input.requiresGrad) {
        if (input.pass !== pass) input.awaited = 0;
        input.pass = pass;
        input.awaited++;
      }
    }
  }
  return nodes.sort((a, b) => b.index - a.index);
}

/** Runs one node's way back and hands the gradients on. */
function step(node: Node, sink: Sink): void {
  checkUsable(node); // again: a hook may have changed a parameter meanwhile
  using block = scope();
  const dxs = node.backward!(node.dys, node.needs);
  if (isDetectingAnomaly()) checkBackward(node, dxs);
  for (let i = 0; i < node.inputs.length; i++) {
    const dx = dxs[i];
    if (!dx || !node.needs[i]) continue;
    const input = node.inputs[i]!;
    checkGradient(dx, input.value);
    const fitted = unbroadcast(dx, input.value.shape);
    if (input.node) hold(input.node, input.output, fitted, block);
    else sink.leaf(input, fitted);
  }
}

/** Adds to the pending gradient of a node's value. */
function hold({ dys }: Node, output: number, dx: NDArray, block: Scope): void {
  const before = dys[output] ?? null;
  if (before && isOwnedAlone(before)) {
    addInto(before, dx);
    return;
  }
  // a handle of our own: rules may return dy itself, what they saved, or one array twice
  const held = before ? before.add(dx) : block.owns(dx) ? dx : dx.view();
  dys[output] = block.keep(held);
  before?.dispose();
}

/** Whether nobody else looks at the memory, and every element has a place of its own. */
function isOwnedAlone(x: NDArray): boolean {
  return x.storage.count === 1 && x.isContiguous;
}

/** @throws Error where the node's saved arrays were used up, freed or changed */
export function checkUsable(node: Node): void {
  if (!node.backward)
    throw new Error('Cannot run backward() twice: the first pass freed the graph; give it { retainGraph: true }');
  for (let i = 0; i < node.saved.length; i++) {
    const array = node.saved[i]!;
    if (array.isDisposed)
      throw new Error(
        `Cannot run backward(): a value of shape [${array.shape}] that ${node.name} needs was freed: ${AFTER_SCOPE}`,
      );
    if (array.storage.version !== node.versions[i])
      throw new Error(
        `Cannot run backward(): a value of shape [${array.shape}] that ${node.name} needs was changed in place after it was used; change a copy`,
      );
  }
}

/** Adds the gradient of a computed value to its buffer. */
function keepGradient(value: Variable, { dys }: Node): void {
  const dy = dys[value.output];
  if (dy) value.accumulate(dy);
}

function checkGradient(dx: NDArray, x: NDArray): void {
  if (dx.dtype !== x.dtype)
    throw new TypeError(
      `Cannot take a gradient of ${dx.dtype} for a value of ${x.dtype}: the rule must give ${x.dtype}`,
    );
}

/** Frees what only the way back needed. The root's value stays, to be read. */
function useUp(node: Node, root: NDArray): void {
  for (const value of node.values) if (value !== root) value.dispose(FREED);
  for (const array of node.own) array.dispose(FREED);
  node.backward = null;
  node.inputs = [];
  node.saved = [];
  node.own = [];
  node.values = [];
}
