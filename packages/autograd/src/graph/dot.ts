import { checkOptions } from '@zero-to-gpt/linalg';
import type { Graph } from './graph.ts';
import { type Drawable, type DrawingOptions, graphToDraw, linesOf } from './labels.ts';

/**
 * The graph in Graphviz's language, DOT: values as boxes, operations as circles.
 *
 * @example
 * ```ts
 * import { toDot, Value } from '@zero-to-gpt/autograd';
 *
 * toDot(new Value(2, { name: 'a' }).relu()).split('\n')[3]; // → '  v0 [shape=box, label="a\\ndata 2\\ngrad 0"];'
 * ```
 */
export function toDot(drawable: Drawable, given: DrawingOptions = {}): string {
  const { direction = 'right', ...options } = checkOptions('toDot', given, ['direction', 'names']);
  const graph: Graph = graphToDraw(drawable, options);
  return [
    'digraph {',
    `  rankdir=${direction === 'right' ? 'LR' : 'TB'};`,
    '  node [fontname="monospace", fontsize=11];',
    ...graph.nodes.map((node) => {
      const shape = node.kind === 'value' ? 'box' : 'ellipse';
      const dashed = node.kind === 'value' && node.role === 'constant' ? ', style=dashed' : '';
      return `  ${node.id} [shape=${shape}${dashed}, label="${linesOf(node).map(escaped).join('\\n')}"];`;
    }),
    ...graph.edges.map(({ from, to }) => `  ${from} -> ${to};`),
    '}',
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, '\\$&').replace(/\s+/g, ' ');
}
