import type { Graph } from './graph.ts';

/** A node's rectangle: its middle and size. Along grows with the computation, across stands at right angles to it. */
export interface Placed {
  /** Middle, in the direction of the arrows. */
  readonly along: number;
  /** Middle, at right angles. */
  readonly across: number;
}

/** A part of an edge in the gap between two layers. Within layers edges run straight along, past the nodes. */
export interface Crossing {
  /** Where it leaves a layer. */
  readonly from: Placed;
  /** Where it enters the next. */
  readonly to: Placed;
}

/** Where everything goes. */
export interface Layout {
  /** By id. */
  readonly nodes: ReadonlyMap<string, Placed>;
  /** The way of each edge of the graph, gap by gap. */
  readonly ways: readonly (readonly Crossing[])[];
  /** Size of the whole, along and across. */
  readonly size: Placed;
}

/** A node, or the place where a long edge crosses a layer. */
interface Spot {
  readonly layer: number;
  readonly length: number;
  readonly breadth: number;
  readonly before: Spot[];
  readonly after: Spot[];
  across: number;
}

const GAP = { along: 34, across: 14 };

/**
 * A layered drawing (Sugiyama, Tagawa and Toda 1981): a layer for each step of the computation, long edges led through
 * the layers between, the order within a layer by the mean place of the neighbours, then places drawn towards them.
 */
export function layOut(graph: Graph, sizeOf: (id: string) => { length: number; breadth: number }): Layout {
  const layers: Spot[][] = [];
  const put = (layer: number, length: number, breadth: number): Spot => {
    const spot: Spot = { layer, length, breadth, before: [], after: [], across: 0 };
    layers[layer] ??= [];
    layers[layer].push(spot);
    return spot;
  };
  const numbers = layerNumbers(graph);
  const spots = new Map<string, Spot>();
  for (const { id } of graph.nodes) {
    const { length, breadth } = sizeOf(id);
    spots.set(id, put(numbers.get(id)!, length, breadth));
  }
  const ways = graph.edges.map(({ from, to }) => {
    const [first, last] = [spots.get(from)!, spots.get(to)!];
    const way = [first];
    for (let layer = first.layer + 1; layer < last.layer; layer++) way.push(put(layer, 0, 2));
    way.push(last);
    for (const [i, spot] of way.slice(1).entries()) {
      way[i]!.after.push(spot);
      spot.before.push(way[i]!);
    }
    return way;
  });
  const rows = layers.filter((row) => row !== undefined);
  order(rows);
  const breadth = straighten(rows);
  const bounds = new Map<number, { start: number; end: number }>();
  let along = 0;
  for (const row of rows) {
    const length = row.reduce((most, spot) => Math.max(most, spot.length), 0);
    bounds.set(row[0]!.layer, { start: along, end: along + length });
    along += length + GAP.along;
  }
  const of = (spot: Spot): { start: number; end: number } => bounds.get(spot.layer)!;
  return {
    nodes: new Map(
      [...spots].map(([id, spot]) => [id, { along: (of(spot).start + of(spot).end) / 2, across: spot.across }]),
    ),
    ways: ways.map((way) =>
      way.slice(1).map((to, i) => {
        const from = way[i]!;
        return { from: { along: of(from).end, across: from.across }, to: { along: of(to).start, across: to.across } };
      }),
    ),
    size: { along: Math.max(0, along - GAP.along), across: breadth },
  };
}

/** Layer of each node: one behind the last of its inputs; what has none stands right before its first use. */
function layerNumbers({ nodes, edges }: Graph): Map<string, number> {
  const inputs = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  const uses = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    inputs.get(to)!.push(from);
    uses.get(from)!.push(to);
  }
  const layers = new Map<string, number>();
  for (const { id } of nodes)
    layers.set(
      id,
      inputs.get(id)!.reduce((most, from) => Math.max(most, layers.get(from)! + 1), 0),
    );
  for (const { id } of nodes) {
    const [first, ...more] = uses.get(id)!;
    if (first === undefined || inputs.get(id)!.length > 0) continue;
    layers.set(id, more.reduce((least, to) => Math.min(least, layers.get(to)!), layers.get(first)!) - 1);
  }
  return layers;
}

/** Sorts each layer by the mean place of the neighbours, from both sides in turn, so that few edges cross. */
function order(rows: readonly Spot[][]): void {
  const renumber = (row: readonly Spot[]): void => {
    for (const [i, spot] of row.entries()) spot.across = i;
  };
  for (const row of rows) renumber(row);
  for (let sweep = 0; sweep < 8; sweep++) {
    const forth = sweep % 2 === 0;
    for (const row of forth ? rows : [...rows].reverse()) {
      const wish = new Map(row.map((spot) => [spot, mean(forth ? spot.before : spot.after, spot.across)]));
      row.sort((a, b) => wish.get(a)! - wish.get(b)!);
      renumber(row);
    }
  }
}

/** Gives places at right angles: as near to the neighbours' mean as the order and the gaps allow. Returns the breadth. */
function straighten(rows: readonly Spot[][]): number {
  for (const row of rows) {
    let edge = 0;
    for (const spot of row) {
      spot.across = edge + spot.breadth / 2;
      edge += spot.breadth + GAP.across;
    }
  }
  for (let sweep = 0; sweep < 24; sweep++)
    for (const row of sweep % 2 === 0 ? rows : [...rows].reverse())
      settle(
        row,
        row.map((spot) => mean([...spot.before, ...spot.after], spot.across)),
      );
  const all = rows.flat();
  const top = all.reduce(
    (least, { across, breadth }) => Math.min(least, across - breadth / 2),
    Number.POSITIVE_INFINITY,
  );
  for (const spot of all) spot.across -= top;
  return all.reduce((most, { across, breadth }) => Math.max(most, across + breadth / 2), 0);
}

/** The places nearest to the wishes (least squares) that keep order and gaps: neighbours in each other's way share a mean. */
function settle(row: readonly Spot[], wishes: readonly number[]): void {
  const blocks: { sum: number; count: number; spots: Spot[] }[] = [];
  const offsets = new Map<Spot, number>();
  let offset = 0;
  for (const [i, spot] of row.entries()) {
    offset += i === 0 ? 0 : (row[i - 1]!.breadth + spot.breadth) / 2 + GAP.across;
    offsets.set(spot, offset);
    let block = { sum: wishes[i]! - offset, count: 1, spots: [spot] };
    while (blocks.length > 0 && blocks.at(-1)!.sum / blocks.at(-1)!.count > block.sum / block.count) {
      const above = blocks.pop()!;
      block = { sum: above.sum + block.sum, count: above.count + block.count, spots: [...above.spots, ...block.spots] };
    }
    blocks.push(block);
  }
  for (const { sum, count, spots } of blocks) for (const spot of spots) spot.across = sum / count + offsets.get(spot)!;
}

function mean(spots: readonly Spot[], otherwise: number): number {
  return spots.length === 0 ? otherwise : spots.reduce((sum, { across }) => sum + across, 0) / spots.length;
}
