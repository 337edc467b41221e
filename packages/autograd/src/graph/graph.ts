import { checkOptions, type NDArray, type Shape } from '@zero-to-gpt/linalg';
import { kindOf } from '../kind-of.ts';
import { topologicalOrder, Value } from '../scalar/value.ts';
import type { Node, Variable } from '../tape/variable.ts';
import { Tensor } from '../tensor.ts';

/** A value in a graph: a box in a drawing. */
export interface GraphValue {
  /** Of its own in the graph. */
  readonly id: string;
  /** What it is. */
  readonly kind: 'value';
  /** What it is called, or null. */
  readonly name: string | null;
  /** Whether it was computed, takes a gradient, or is neither: a plain number, data. */
  readonly role: 'computed' | 'leaf' | 'constant';
  /** Size of each axis; [] for a single number. */
  readonly shape: Shape;
  /** The number, where there is one and the host can read it. */
  readonly data: number | null;
  /** Its gradient, likewise. */
  readonly grad: number | null;
}

/** An operation in a graph: a circle in a drawing. */
export interface GraphOperation {
  /** Of its own in the graph. */
  readonly id: string;
  /** What it is. */
  readonly kind: 'operation';
  /** Name of the rule, such as `mul`. */
  readonly name: string;
}

/** An arrow of a graph: from a value to the operation that takes it, or from an operation to the value it makes. */
export interface GraphEdge {
  /** Id of where it begins. */
  readonly from: string;
  /** Id of where it ends. */
  readonly to: string;
  /** The local slope, dresult/dinput, on the way into an operation on `Value`s. */
  readonly slope?: number;
}

/** A computation as data: what a drawing shows. */
export interface Graph {
  /** Values and operations, each after all that it depends on. */
  readonly nodes: readonly (GraphValue | GraphOperation)[];
  /** What goes where. */
  readonly edges: readonly GraphEdge[];
}

/** How a graph is told. */
export interface GraphOptions {
  /** Names of values: `Object.entries({ x, w })`, or `model.namedParameters()`. */
  names?: Iterable<readonly [name: string, value: Value | Tensor]>;
}

/**
 * Everything that `root` was computed from, as data: for drawings (`toDot`, `toMermaid`, `toSVG`) or your own.
 *
 * @example
 * ```ts
 * import { graphOf, Value } from '@zero-to-gpt/autograd';
 *
 * const a = new Value(2, { name: 'a' });
 * const { nodes, edges } = graphOf(a.mul(3));
 * nodes.map((node) => node.name); // → ['a', null, 'mul', null]
 * edges.map(({ from, to }) => `${from} → ${to}`); // → ['v0 → o0', 'v1 → o0', 'o0 → v2']
 * ```
 * @throws TypeError for what is neither; Error where `backward` has used a tensor's graph up
 */
export function graphOf(root: Value | Tensor, options: GraphOptions = {}): Graph {
  const { names = [] } = checkOptions('graphOf', options, ['names']);
  if (root instanceof Value) return ofValue(root, new Map(swapped(names)));
  if (root instanceof Tensor) return ofTensor(root, names);
  throw new TypeError(`Cannot draw the graph of ${kindOf(root)}: expected a Value or a Tensor`);
}

/** Takes nodes and edges down, and gives the ids. */
class Notes implements Graph {
  readonly nodes: (GraphValue | GraphOperation)[] = [];
  readonly edges: GraphEdge[] = [];
  #values = 0;
  #operations = 0;

  value(value: Omit<GraphValue, 'id' | 'kind'>): string {
    const id = `v${this.#values++}`;
    this.nodes.push({ id, kind: 'value', ...value });
    return id;
  }
  operation(name: string): string {
    const id = `o${this.#operations++}`;
    this.nodes.push({ id, kind: 'operation', name });
    return id;
  }
}

function ofValue(root: Value, names: ReadonlyMap<unknown, string>): Graph {
  const notes = new Notes();
  const ids = new Map<Value, string>();
  for (const value of topologicalOrder(root)) {
    const { data, grad, operation, isConstant } = value;
    const maker = operation === null ? null : notes.operation(operation);
    for (const [i, input] of value.inputs.entries())
      notes.edges.push({ from: ids.get(input)!, to: maker!, slope: value.slopes[i]! });
    const id = notes.value({
      name: value.name ?? names.get(value) ?? null,
      role: isConstant ? 'constant' : maker ? 'computed' : 'leaf',
      shape: [],
      data,
      grad: isConstant ? null : grad,
    });
    ids.set(value, id);
    if (maker) notes.edges.push({ from: maker, to: id });
  }
  return { nodes: notes.nodes, edges: notes.edges };
}

function ofTensor(root: Tensor, pairs: Iterable<readonly [string, Value | Tensor]>): Graph {
  const names = new Map<unknown, string>();
  for (const [name, value] of pairs) if (value instanceof Tensor) names.set(keyOf(value.variable), name);
  const notes = new Notes();
  const ids = new Map<unknown, string>();
  const note = (key: unknown, value: NDArray, variable: Variable | null): string => {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const role = variable === null || variable.node ? 'computed' : variable.requiresGrad ? 'leaf' : 'constant';
    const [data, grad] = [numberOf(value), numberOf(variable?.gradient ?? null)];
    const id = notes.value({ name: names.get(key) ?? null, role, shape: value.shape, data, grad });
    ids.set(key, id);
    return id;
  };
  for (const node of history(root.variable.node)) {
    const leaves = node.inputs.map((input) => note(keyOf(input), input.value, input)); // first, so that order holds
    const maker = notes.operation(node.name);
    for (const from of leaves) notes.edges.push({ from, to: maker });
    for (const value of node.values) {
      const retained = node.retained?.find((variable) => variable.value === value) ?? null;
      notes.edges.push({ from: maker, to: note(value, value, retained) });
    }
  }
  note(keyOf(root.variable), root.value, root.variable);
  return { nodes: notes.nodes, edges: notes.edges };
}

/** What stands for a value: a computed one is known by its array, as its tensor may be gone; a leaf by its place. */
function keyOf(variable: Variable): unknown {
  return variable.node ? variable.value : variable;
}

/** Every step that `last` depends on, oldest first. */
function history(last: Node | null): Node[] {
  const nodes = new Set<Node>(last ? [last] : []);
  for (const node of nodes) {
    if (!node.backward)
      throw new Error(
        'Cannot draw the graph: backward() has used it up; draw it before, or call backward({ retainGraph: true })',
      );
    for (const input of node.inputs) if (input.node) nodes.add(input.node); // a set in growth is walked to its end
  }
  return [...nodes].sort((a, b) => a.index - b.index);
}

/** The only number of an array that the host can read. */
function numberOf(x: NDArray | null): number | null {
  return x && !x.isDisposed && x.size === 1 && x.device.readSync ? x.item() : null;
}

function* swapped<K, V>(pairs: Iterable<readonly [K, V]>): Generator<[V, K]> {
  for (const [key, value] of pairs) yield [value, key];
}
