import { expect, test } from 'vitest';
import { graphOf, tensor, toDot, toMermaid, toSVG, Value } from '../../src/index.ts';

const product = (): Value => {
  const y = new Value(2, { name: 'a' }).mul(-3).named('y');
  y.backward();
  return y;
};

test('toDot() draws boxes, circles and arrows', () => {
  expect(toDot(product())).toBe(`digraph {
  rankdir=LR;
  node [fontname="monospace", fontsize=11];
  v0 [shape=box, label="a\\ndata 2\\ngrad -3"];
  v1 [shape=box, style=dashed, label="-3"];
  o0 [shape=ellipse, label="×"];
  v2 [shape=box, label="y\\ndata -6\\ngrad 1"];
  v0 -> o0;
  v1 -> o0;
  o0 -> v2;
}
`);
});
test('toMermaid() draws boxes, circles and arrows', () => {
  expect(toMermaid(product())).toBe(`flowchart LR
  v0["a<br/>data 2<br/>grad -3"]
  v1["-3"]
  o0(("×"))
  v2["y<br/>data -6<br/>grad 1"]
  v0 --> o0
  v1 --> o0
  o0 --> v2
`);
});
test('drawings may go down', () => {
  expect(toDot(product(), { direction: 'down' })).toContain('rankdir=TB');
  expect(toMermaid(product(), { direction: 'down' })).toContain('flowchart TD');
  const size = (svg: string): number[] =>
    [...svg.matchAll(/(?:width|height)="(\d+)/g)].slice(0, 2).map(([, n]) => Number(n));
  const [width, height] = size(toSVG(product(), { direction: 'down' })) as [number, number];
  expect(width).toBeLessThan(height);
});
test('drawings take a graph as data as well, and names', () => {
  const x = tensor([1, 2], { requiresGrad: true });
  const y = x.sum();
  const named = { names: Object.entries({ x, y }) };
  for (const draw of [toDot, toMermaid, toSVG]) expect(draw(graphOf(y, named))).toBe(draw(y, named));
  expect(toMermaid(y, named)).toContain('v0["x<br/>#91;2#93;"]');
});
test('names cannot break out of a drawing', () => {
  const y = new Value(1, { name: '"];<script>\n\\' });
  expect(toDot(y)).toContain('label="\\"];<script> \\\\\\ndata 1');
  expect(toMermaid(y)).toContain('["#34;#93;#59;#60;script#62; #92;<br/>data 1');
  expect(toSVG(y)).toContain('>&quot;];&lt;script&gt; \\</text>');
});
test('numbers are shown with six digits', () => {
  expect(toMermaid(new Value(1 / 3))).toContain('data 0.333333');
  expect(toMermaid(new Value(-0))).toContain('data 0<');
  expect(toMermaid(new Value(1.5e-9))).toContain('data 1.5e-9');
});

test('toSVG() draws one shape for each node, one line and one point for each arrow, and says what it shows', () => {
  const svg = toSVG(product());
  const count = (text: string): number => svg.split(text).length - 1;
  expect(['<rect', '<ellipse', '<path fill="none"', '<path d', 'data-node'].map(count)).toEqual([3, 1, 3, 3, 4]);
  expect(svg).toContain('role="img"');
  expect(svg).toContain('<title>Computation: 3 values, 1 operation</title>');
  expect(toSVG(product(), { title: 'a < b' })).toContain('<title>a &lt; b</title>');
});
test('toSVG() leads two arrows between the same nodes apart', () => {
  const x = new Value(3);
  const [first, second] = [...toSVG(x.mul(x)).matchAll(/<path fill="none" d="([^"]*)"/g)].map(([, d]) => d);
  expect(first).not.toBe(second);
});
test('toSVG() keeps nodes apart and within the picture', () => {
  const leaves = Array.from({ length: 6 }, (_, i) => new Value(i));
  const sums = leaves.map((leaf, i) => leaf.mul(leaves[(i + 2) % 6]!).add(leaves[0]!));
  const svg = toSVG(sums.reduce((sum, each) => sum.add(each)));
  const boxes = boxesOf(svg);
  expect(boxes.length).toBe(6 + 2 * 17);
  const overlapping = boxes.filter((a, i) =>
    boxes.slice(i + 1).some((b) => Math.abs(a.x - b.x) < (a.w + b.w) / 2 && Math.abs(a.y - b.y) < (a.h + b.h) / 2),
  );
  expect(overlapping).toEqual([]);
  const [, width, height] = /viewBox="-8 -8 (\S+) (\S+)"/.exec(svg)!.map(Number) as [number, number, number];
  for (const { x, y, w, h } of boxes) {
    expect(Math.min(x - w / 2, y - h / 2)).toBeGreaterThan(-1);
    expect([x + w / 2 < width - 15, y + h / 2 < height - 15]).toEqual([true, true]);
  }
});
test('toSVG() leads long edges past the nodes between', () => {
  const x = new Value(1, { name: 'a value with a long name' });
  const y = x.mul(2).add(3).tanh().add(x).mul(x.exp()).sub(new Value(1)).add(x);
  const svg = toSVG(y);
  const boxes = boxesOf(svg);
  const corners = [...svg.matchAll(/<path fill="none" d="([^"]*)"/g)].flatMap(([, way]) =>
    [...way!.matchAll(/[ML](\S+) ([\d.-]+)/g)].map((pair) => pair.slice(1).map(Number) as [number, number]),
  );
  expect(corners.length).toBeGreaterThan(40);
  const inside = corners.filter(([px, py]) =>
    boxes.some(({ x: bx, y: by, w, h }) => Math.abs(px - bx) < w / 2 - 1 && Math.abs(py - by) < h / 2 - 1),
  );
  expect(inside).toEqual([]);
});
test('toSVG() draws a thousand steps, and refuses more nodes than are wanted', () => {
  let y = new Value(1);
  for (let i = 0; i < 600; i++) y = y.add(1);
  expect(toSVG(y).length).toBeGreaterThan(1000);
  expect(() => toSVG(y, { maxNodes: 100 })).toThrow(
    'Cannot draw 1801 nodes as SVG: found more than maxNodes = 100; draw a part, or give toDot() to Graphviz',
  );
});
/** Middles and sizes of the nodes of a picture. */
function boxesOf(svg: string): { x: number; y: number; w: number; h: number }[] {
  return [
    ...svg.matchAll(
      /translate\((\S+) (\S+)\)"><(?:rect x="\S+" y="\S+" width="(\S+)" height="(\S+)"|ellipse rx="(\S+)" ry="(\S+)")/g,
    ),
  ].map(([, x, y, w, h, rx, ry]) => ({
    x: Number(x),
    y: Number(y),
    w: Number(w ?? 2 * Number(rx)),
    h: Number(h ?? 2 * Number(ry)),
  }));
}
