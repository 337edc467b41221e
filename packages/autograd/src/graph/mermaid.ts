import { checkOptions } from '@zero-to-gpt/linalg';
import { type Drawable, type DrawingOptions, graphToDraw, linesOf } from './labels.ts';

/**
 * The graph as a Mermaid flowchart, which GitHub and many editors draw within Markdown.
 *
 * @example
 * ```ts
 * import { toMermaid, Value } from '@zero-to-gpt/autograd';
 *
 * toMermaid(new Value(2, { name: 'a' }).relu()).split('\n')[1]; // → '  v0["a<br/>data 2<br/>grad 0"]'
 * ```
 */
export function toMermaid(drawable: Drawable, given: DrawingOptions = {}): string {
  const { direction = 'right', ...options } = checkOptions('toMermaid', given, ['direction', 'names']);
  const graph = graphToDraw(drawable, options);
  return [
    `flowchart ${direction === 'right' ? 'LR' : 'TD'}`,
    ...graph.nodes.map((node) => {
      const text = linesOf(node).map(escaped).join('<br/>');
      return node.kind === 'value' ? `  ${node.id}["${text}"]` : `  ${node.id}(("${text}"))`;
    }),
    ...graph.edges.map(({ from, to }) => `  ${from} --> ${to}`),
    '',
  ].join('\n');
}

/** Everything but letters, digits and harmless signs as Mermaid's character codes; no Markdown, no HTML. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/["#&<>;`*_~\\[\]{}()|@]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
