import type { Value } from '../scalar/value.ts';
import type { Tensor } from '../tensor.ts';
import type { Graph, GraphOperation, GraphOptions, GraphValue } from './graph.ts';
import { graphOf } from './graph.ts';

/** How a graph is drawn. */
export interface DrawingOptions extends GraphOptions {
  /** Where results lie: to the right of what they are made from, or below. Default `right`. */
  direction?: 'right' | 'down';
}

/** What can be drawn: a result, or a graph that `graphOf` made or you changed. */
export type Drawable = Value | Tensor | Graph;

/** The graph of what is to be drawn. */
export function graphToDraw(drawable: Drawable, options: GraphOptions): Graph {
  return typeof drawable === 'object' && drawable !== null && 'edges' in drawable
    ? drawable
    : graphOf(drawable, options);
}

const symbols: Readonly<Record<string, string>> = {
  add: '+',
  sub: '−',
  mul: '×',
  div: '÷',
  neg: '−',
  matmul: '@',
};

/** The text in a node, line by line. */
export function linesOf(node: GraphValue | GraphOperation): string[] {
  if (node.kind === 'operation') return [symbols[node.name] ?? node.name];
  const { name, role, shape, data, grad } = node;
  if (role === 'constant' && data !== null) return [name === null ? format(data) : `${name} = ${format(data)}`];
  const lines = name === null ? [] : [name];
  if (shape.length > 0 || data === null) lines.push(`[${shape.join(', ')}]`);
  if (data !== null) lines.push(`data ${format(data)}`);
  if (grad !== null) lines.push(`grad ${format(grad)}`);
  return lines;
}

/** A number with six digits at most. */
export function format(x: number): string {
  return Object.is(x, -0) ? '0' : String(Number(x.toPrecision(6)));
}
