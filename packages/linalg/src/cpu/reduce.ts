import type { ReduceOp } from '../device.ts';
import { hostKernels } from '../reference/host-kernels.ts';
import { isContiguous, rowMajor, sizeOf } from '../shape.ts';
import type { View } from '../view.ts';
import { contiguously, copyPlan, fill, walker } from './copy.ts';
import type { Engine } from './engine.ts';
import { eachMatrix, eachOuter, innerStep, simplify, type Walker } from './plan.ts';

const starts = { sum: 0, prod: 1, max: -Infinity, min: Infinity } as const satisfies Record<ReduceOp, number>;

/** Elements of a row that is folded in one piece; a longer one is cut, so that threads may share it. */
const PIECE = 16384;

/** The axes of a fold: those that stay and those that go, with the strides of both arrays. */
interface Fold {
  readonly kept: { readonly shape: readonly number[]; readonly x: Walker; readonly out: Walker };
  readonly folded: { readonly shape: readonly number[]; readonly x: Walker };
}

/**
 * Folds the axes where `out` has 1. Three forms: along rows (the folded elements lie side by side), down columns (the
 * kept ones do), and everything else, which is brought into the first form in scratch memory.
 */
export function reduce(engine: Engine, op: ReduceOp, x: View, out: View): void {
  if (x.storage.dtype !== 'float32') {
    hostKernels.reduce(op, engine.host(x), engine.host(out));
    return;
  }
  if (sizeOf(out.shape) === 0) return;
  if (sizeOf(x.shape) === 0) {
    fill(engine, out, starts[op]);
    return;
  }
  const axis = lastAxes(x, out);
  const length = sizeOf(x.shape.slice(axis));
  if (axis >= 0 && length > 1 && sizeOf(x.shape) <= PIECE) {
    const args = [engine.address(x), 4 * length, engine.address(out), 4, length];
    engine.runner.run(`${op}Rows`, args, { count: sizeOf(out.shape), cost: length });
    return;
  }
  foldAxes(engine, op, split(engine, x, out));
}

/** Where nothing has gaps and the folded axes are the last ones, as in most small folds: the first of these; else −1. */
function lastAxes(x: View, out: View): number {
  let axis = x.shape.length;
  while (axis > 0 && out.shape[axis - 1] === 1) axis--;
  for (let i = 0; i < axis; i++) if (out.shape[i] !== x.shape[i]) return -1;
  return isContiguous(x.shape, x.strides) && isContiguous(out.shape, out.strides) ? axis : -1;
}

function foldAxes(engine: Engine, op: ReduceOp, { kept, folded }: Fold): void {
  const inner = folded.x.strides;
  if (inner.length === 0) copyPlan(engine, { shape: kept.shape, walkers: [kept.x, kept.out] });
  else if (inner.length === 1 && inner[0] === 1) foldRows(engine, op, kept, folded.shape[0]!);
  else if (inner.length === 1 && kept.shape.length > 0 && innerStep(kept.x) === 1 && innerStep(kept.out) === 1) {
    const row = inner[0]! * 4;
    eachOuter({ shape: kept.shape, walkers: [kept.x, kept.out] }, 1, ([p, q]) =>
      engine.runner.run(`${op}Columns`, [p!, row, folded.shape[0]!, q!], {
        count: kept.shape.at(-1)!,
        cost: folded.shape[0]!,
        grain: 16,
      }),
    );
  } else {
    const shape = [...kept.shape, ...folded.shape];
    const whole: Walker = { ...kept.x, strides: [...kept.x.strides, ...inner] };
    contiguously(engine, shape, whole, (packed) => {
      const rowLength = sizeOf(folded.shape);
      const x: Walker = { ...packed, strides: rowMajor(kept.shape).map((s) => s * rowLength) };
      foldRows(engine, op, { ...kept, x }, rowLength);
    });
  }
}

/** One element from each row of `length` elements that lie side by side. */
function foldRows(engine: Engine, op: ReduceOp, kept: Fold['kept'], length: number): void {
  const { runner } = engine;
  if (kept.shape.length === 0 && length > PIECE) {
    const full = Math.floor(length / PIECE);
    const rest = length - full * PIECE;
    const count = full + (rest > 0 ? 1 : 0);
    engine.scratch(4 * count, (parts) => {
      runner.run(`${op}Rows`, [kept.x.address, 4 * PIECE, parts, 4, PIECE], { count: full, cost: PIECE });
      if (rest > 0)
        runner.run(`${op}Rows`, [kept.x.address + full * 4 * PIECE, 0, parts + 4 * full, 4, rest], { count: 1 });
      runner.run(`${op}Rows`, [parts, 0, kept.out.address, 4, count], { count: 1 });
    });
    return;
  }
  // rows of this walk are single elements of `kept`: an axis of one column is added
  const single = (w: Walker): Walker => ({ ...w, strides: [...w.strides, 1] });
  const walkers = [single(kept.x), single(kept.out)];
  if (kept.shape.length === 0) runner.run(`${op}Rows`, [kept.x.address, 0, kept.out.address, 0, length], { count: 1 });
  else
    eachMatrix({ shape: [...kept.shape, 1], walkers }, ([p, q], [px, qx], rows) =>
      runner.run(`${op}Rows`, [p!, px!, q!, qx!, length], { count: rows, cost: length }),
    );
}

/** Sorts the axes into kept and folded ones and simplifies both lists. */
function split(engine: Engine, x: View, out: View): Fold {
  const axes = x.shape.map((_, i) => i);
  const folds = (i: number) => out.shape[i] === 1 && x.shape[i] !== 1;
  const pick = (w: Walker, list: readonly number[]): Walker => ({ ...w, strides: list.map((i) => w.strides[i]!) });
  const [wx, wo] = [walker(engine, x), walker(engine, out)];
  const [stay, go] = [axes.filter((i) => !folds(i)), axes.filter(folds)];
  const shapeOf = (list: readonly number[]) => list.map((i) => x.shape[i]!);
  const kept = simplify(shapeOf(stay), [pick(wx, stay), pick(wo, stay)]);
  // any order of the folded axes gives the sum; the one of falling strides reads memory forwards
  const folded = simplify(shapeOf(go), [pick(wx, go)]);
  return {
    kept: { shape: kept.shape, x: kept.walkers[0]!, out: kept.walkers[1]! },
    folded: { shape: folded.shape, x: folded.walkers[0]! },
  };
}
