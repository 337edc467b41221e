import { checkOptions } from '@zero-to-gpt/linalg';
import type { GraphEdge, GraphOperation, GraphValue } from './graph.ts';
import { type Drawable, type DrawingOptions, graphToDraw, linesOf } from './labels.ts';
import { type Crossing, layOut, type Placed } from './layout.ts';

/** How a drawing is made. */
export interface SVGOptions extends DrawingOptions {
  /** What it shows, for those who hear the page. Default: the number of values and operations. */
  title?: string;
  /** Refuses graphs of more nodes. Default 2,000. */
  maxNodes?: number;
}

const TEXT = { size: 12, width: 7.3, height: 15 };
const ARROW = 6;
const PADDING = { x: 9, y: 6, around: 8 };

/**
 * The graph as a picture: one `<svg>` element without fixed colours, which takes the page's text colour. Boxes are
 * values (dashed: constants; filled: those that take a gradient and were not computed), ellipses operations.
 * @throws RangeError for more than `maxNodes` nodes
 */
export function toSVG(drawable: Drawable, options: SVGOptions = {}): string {
  const {
    names = [],
    direction = 'right',
    maxNodes = 2000,
    title,
  } = checkOptions('toSVG', options, ['names', 'direction', 'title', 'maxNodes']);
  const graph = graphToDraw(drawable, { names });
  const { nodes, edges } = graph;
  if (nodes.length > maxNodes)
    throw new RangeError(
      `Cannot draw ${nodes.length} nodes as SVG: found more than maxNodes = ${maxNodes}; draw a part, or give toDot() to Graphviz`,
    );
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]));
  const right = direction === 'right';
  const {
    nodes: places,
    ways,
    size,
  } = layOut(graph, (id) => {
    const { width, height } = boxes.get(id)!;
    return right ? { length: width, breadth: height } : { length: height, breadth: width };
  });
  const at = ({ along, across }: Placed): [x: number, y: number] => (right ? [along, across] : [across, along]);
  const half = (id: string): number => (right ? boxes.get(id)!.width : boxes.get(id)!.height) / 2;
  const sideways = parallels(edges);
  const arrows = edges.map(({ from, to }, i) => {
    const [first, last] = [places.get(from)!, places.get(to)!];
    const start = { ...first, along: first.along + half(from) };
    const end = { ...last, along: last.along - half(to) };
    const line = { start, end: { ...end, along: end.along - ARROW }, aside: sideways[i]! };
    return `<path fill="none" d="${curve(ways[i]!, line, at)}"/><path d="${head(end, at)}"/>`;
  });
  const shapes = nodes.map((node) => drawn(node, boxes.get(node.id)!, at(places.get(node.id)!)));
  const [width, height] = at(size).map((length) => round(length + 2 * PADDING.around));
  const operations = nodes.filter(({ kind }) => kind === 'operation').length;
  const about = title ?? `Computation: ${count(nodes.length - operations, 'value')}, ${count(operations, 'operation')}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="${-PADDING.around} ${-PADDING.around} ${width} ${height}" font-family="monospace" font-size="${TEXT.size}" text-anchor="middle" fill="currentColor">`,
    `<title>${escaped(about)}</title>`,
    `<g stroke="currentColor" opacity="0.6">${arrows.join('')}</g>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n');
}

/** Text and size of a node. */
interface Box {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

function boxOf(node: GraphValue | GraphOperation): Box {
  const lines = linesOf(node);
  const letters = lines.reduce((most, line) => Math.max(most, [...line].length), 1);
  const padding = node.kind === 'value' ? PADDING.x : PADDING.x + 3;
  return { lines, width: letters * TEXT.width + 2 * padding, height: lines.length * TEXT.height + 2 * PADDING.y };
}

function drawn(node: GraphValue | GraphOperation, { lines, width, height }: Box, [x, y]: [number, number]): string {
  const [w, h] = [round(width), round(height)];
  const outline = 'fill="currentColor" stroke="currentColor"';
  const shape =
    node.kind === 'operation'
      ? `<ellipse rx="${round(w / 2)}" ry="${round(h / 2)}" ${outline} fill-opacity="0"/>`
      : `<rect x="${round(-w / 2)}" y="${round(-h / 2)}" width="${w}" height="${h}" rx="3" ${outline} ${
          {
            leaf: 'fill-opacity="0.12"',
            computed: 'fill-opacity="0"',
            constant: 'fill-opacity="0" stroke-dasharray="4 3"',
          }[node.role]
        }/>`;
  const top = -((lines.length - 1) * TEXT.height) / 2;
  const text = lines.map(
    (line, i) => `<text y="${round(top + i * TEXT.height)}" dominant-baseline="central">${escaped(line)}</text>`,
  );
  return `<g data-node="${node.id}" transform="translate(${round(x)} ${round(y)})">${shape}${text.join('')}</g>`;
}

/** How far each edge bends aside: where several run from one node to another, as in x·x, each has a way of its own. */
function parallels(edges: readonly GraphEdge[]): number[] {
  const count = new Map<string, number>();
  const numbers = edges.map(({ from, to }) => {
    const key = `${from} ${to}`;
    count.set(key, (count.get(key) ?? -1) + 1);
    return count.get(key)!;
  });
  return edges.map(({ from, to }, i) => 24 * (numbers[i]! - count.get(`${from} ${to}`)! / 2));
}

/** A line that runs straight through layers, and bends in the gaps between them. */
function curve(
  crossings: readonly Crossing[],
  { start, end, aside }: { start: Placed; end: Placed; aside: number },
  at: (place: Placed) => [number, number],
): string {
  const point = (place: Placed): string => at(place).map(round).join(' ');
  const parts = crossings.map(({ from, to }, i) => {
    const stop = i === crossings.length - 1 && to.along > end.along ? end : to; // leaves room for the arrow's point
    const middle = (from.along + stop.along) / 2;
    const bend = (place: Placed): string => point({ along: middle, across: place.across + aside });
    return `L${point(from)}C${bend(from)} ${bend(stop)} ${point(stop)}`;
  });
  return `M${point(start)}${parts.join('')}L${point(end)}`;
}

/** The point of an arrow. */
function head(end: Placed, at: (place: Placed) => [number, number]): string {
  const corner = (side: number): string =>
    at({ along: end.along - ARROW, across: end.across + side })
      .map(round)
      .join(' ');
  return `M${at(end).map(round).join(' ')}L${corner(-3)}L${corner(3)}z`;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function round(x: number): number {
  return Math.round(10 * x) / 10;
}

/** As text of XML: no markup, no characters that XML forbids. */
function escaped(text: string): string {
  const codes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ').replace(/[&<>"]/g, (sign) => codes[sign]!);
}
