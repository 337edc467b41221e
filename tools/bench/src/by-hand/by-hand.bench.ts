import type { BenchContext } from '@zero-to-gpt/build/bench';
import type { NotedRow, Sides } from '../comparison.ts';
import { installPeers, type JavaScriptPeer, Peers } from '../engine/peers.ts';
import { Rows, type Section } from '../engine/section.ts';
import { sent, Trainer } from './trainer.ts';
import { type WorkloadName, workloads } from './workload.ts';

/** Peers by the name that their rows have. */
const peerNames: Readonly<Record<string, JavaScriptPeer>> = {
  'tfjs-wasm': 'tfjsByHand',
  'jax-js': 'jaxByHand',
};

/** Steps whose losses must be the same on both sides before anything is measured. */
const COMPARED = 5;

/**
 * One training step of the networks of chapters 3 and 4 against the same in other libraries, one thread each. Steps of a
 * tenth of a millisecond: what is measured is the process's time on the processor, which other programs do not stretch.
 */
export async function bench(context: BenchContext & { only?: string; fact?(line: string): void }): Promise<NotedRow[]> {
  const { log, only = '', fact = log } = context;
  await using peers = new Peers({ fact });
  const section = new Rows({ peers, only, log });
  for (const name of Object.keys(workloads) as WorkloadName[]) // its keys are these
    for (const [title, peer] of Object.entries(peerNames))
      await section.row(`${name}.1t/${title}`, () => sidesOf(name, peer, section), { warmup: 4, unit: 'ms CPU' });
  return section.rows;
}

/** Installs the peers, the engine's. */
export function setup({ log }: BenchContext): void {
  installPeers(log);
}

async function sidesOf(name: WorkloadName, peer: JavaScriptPeer, section: Section): Promise<Sides> {
  const workload = await workloads[name](section.device(1));
  const prepare = { prepare: { ...sent(name, workload), steps: COMPARED } };
  const trainer = new Trainer(workload);
  const ours = Array.from({ length: COMPARED }, () => trainer.step());
  const step = section.peers.npm(peer, 'step', { name, repeats: workload.steps });
  let isPrepared = false;
  return {
    ours: () => trainer.run(),
    async peer() {
      if (!isPrepared) checkSame(ours, await section.peers.ask(peer, prepare));
      isPrepared = true;
      return step();
    },
    close: () => trainer[Symbol.dispose](),
  };
}

/** @throws Error where the losses of the first steps differ: the peer would not do the same work */
function checkSame(ours: readonly number[], theirs: unknown): void {
  const isSame =
    Array.isArray(theirs) &&
    theirs.length === ours.length &&
    theirs.every((loss, i) => Math.abs(loss - ours[i]!) <= 1e-3 * ours[i]!);
  if (!isSame) {
    const { error } = (theirs ?? {}) as { error?: unknown }; // serve.mjs answers so
    throw new Error(String(error ?? `its first losses are ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}`));
  }
}
