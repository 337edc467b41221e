// What the tape costs: 240 small operations forward and back, against the same array operations written out by hand.
import { tensor } from '@zero-to-gpt/autograd';
import { type BenchContext, interleave, milliseconds, type Row } from '@zero-to-gpt/build/bench';
import { array, type NDArray, scope } from '@zero-to-gpt/linalg';

const NODES = 240;
const REPEATS = 200;

/** One row: time of the chain on the tape, and by hand. */
export async function bench({ log }: BenchContext): Promise<Row[]> {
  const row = await interleave('tape-chain/arrays', {
    ours: async () => (await milliseconds(() => repeat(onTape))) / REPEATS,
    peer: async () => (await milliseconds(() => repeat(byHand))) / REPEATS,
  });
  const overhead = ((row.ours - row.peer) * 1000) / NODES;
  log(`${NODES} nodes: ${overhead.toFixed(2)} µs of tape per node, forward and back`);
  return [row];
}

const x = tensor([1, 2, 3, 4], { requiresGrad: true });
const w = array([0.5, 0.25, 0.125, 1]);

/** y ← tanh(y·w + w), 80 times, then the sum. */
function onTape(): void {
  using _ = scope();
  let y = x;
  for (let i = 0; i < NODES / 3; i++) y = y.mul(w).add(w).tanh();
  y.sum().backward();
}

function byHand(): void {
  using _ = scope();
  const kept: NDArray[] = [];
  let y = x.value;
  for (let i = 0; i < NODES / 3; i++) {
    y = y.mul(w).add(w).tanh();
    kept.push(y);
  }
  let dy = y.sum().mul(0).add(1).expand(4);
  for (let i = kept.length - 1; i >= 0; i--) {
    const t = kept[i]!;
    dy = dy.mul(t.mul(t).neg().add(1)).mul(w);
  }
  x.grad = dy;
}

function repeat(f: () => void): void {
  for (let i = 0; i < REPEATS; i++) f();
}
