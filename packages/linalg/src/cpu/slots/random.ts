import type { DropoutDraws, UniformDraws } from '../../kernels.ts';
import { sizeOf } from '../../shape.ts';
import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { areFloat32, denseOf, haveShapes } from '../matrix.ts';

/** Elements of a chunk, as in wasm/philox.ts. */
const CHUNK = 1024;

/** Uniform numbers, float32 or float64, into elements that lie side by side. */
export function uniform(engine: Engine, out: View, { key, offset, low, high }: UniformDraws): boolean {
  const at = denseOf(engine, out);
  const { dtype } = out.storage;
  const double = dtype === 'float64';
  if (at === null || !(double || dtype === 'float32')) return false;
  out.storage.version++;
  const size = sizeOf(out.shape);
  const span = (high - low) / (double ? 1 : 16777216); // a float32 is made of 24 bits, a whole number
  const args = [at, size, offset, ...key, low, span];
  engine.runner.run(double ? 'uniformDoubleChunks' : 'uniformChunks', args, work(size));
  return true;
}

/** x · 0 or x · 1/(1 − p), for float32 that lies side by side. */
export function dropout(engine: Engine, x: View, out: View, draws: DropoutDraws): boolean {
  const [from, to] = [denseOf(engine, x), denseOf(engine, out)];
  if (!areFloat32(x, out) || from === null || to === null || !haveShapes([out, x.shape])) return false;
  out.storage.version++;
  const size = sizeOf(out.shape);
  const { key, least, factor } = dropoutWords(draws);
  engine.runner.run('dropoutChunks', [from, to, size, draws.offset, ...key, least, factor], work(size));
  return true;
}

/** The draws as kernels take them: key, the least word that stays, and what stays is multiplied by; 0 where nothing does. */
export function dropoutWords({ p, seed }: DropoutDraws): { key: [number, number]; least: number; factor: number } {
  const least = 256 * Math.ceil(Math.fround(p) * 16777216);
  return { key: [seed >>> 0, Math.floor(seed / 4294967296)], least, factor: least < 4294967296 ? 1 / (1 - p) : 0 };
}

function work(size: number): { count: number; cost: number } {
  return { count: Math.ceil(size / CHUNK), cost: 6 * CHUNK };
}
