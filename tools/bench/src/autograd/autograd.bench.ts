import type { BenchContext } from '@zero-to-gpt/build/bench';
import type { NotedRow, Sides } from '../comparison.ts';
import { installPeers, type JavaScriptPeer, Peers } from '../engine/peers.ts';
import { Rows, type Section } from '../engine/section.ts';
import { ownStep, scriptPeers } from '../engine/steps.ts';
import { account } from '../profile/account.ts';
import { measure } from '../profile/measure.ts';
import { digits } from '../table.ts';
import { small } from '../training.ts';
import { ChainSide } from './chain-side.ts';
import { chainTask, type LinkName, links, operationsOf } from './chains.ts';

interface ChainPeer {
  readonly program: JavaScriptPeer;
  /** Chains of one measurement: a tenth of a second or so. */
  readonly repeats: number;
}

/** Peers by the name that their rows have. */
const chainPeers: Readonly<Record<string, ChainPeer>> = {
  tfjs: { program: 'tfjsAutograd', repeats: 100 },
  'jax-js': { program: 'jaxAutograd', repeats: 10 },
};

/** Our chains of one measurement. */
const REPEATS = 800;

/**
 * What automatic differentiation costs: small operations forward and backward, where the arithmetic is next to nothing,
 * and a training step of the small GPT. Chains are measured in the process's time on the processor, as `by-hand` is.
 */
export async function bench(context: BenchContext & { only?: string; fact?(line: string): void }): Promise<NotedRow[]> {
  const { log, only = '', fact = log } = context;
  await using peers = new Peers({ fact });
  const section = new Rows({ peers, only, log });
  for (const name of Object.keys(links) as LinkName[]) // its keys are these
    for (const [title, peer] of Object.entries(chainPeers))
      await section.row(`tape-${name}/${title}`, () => sidesOf(name, peer, section), { warmup: 3, unit: 'µs CPU' });
  await scriptPeers(section);
  await ownStep(section);
  if ('gpt-small.1t'.startsWith(only) || only.startsWith('gpt-small.1t')) fact(await share());
  return section.rows;
}

/** Installs the peers, the engine's. */
export function setup({ log }: BenchContext): void {
  installPeers(log);
}

async function sidesOf(name: LinkName, { program, repeats }: ChainPeer, section: Section): Promise<Sides> {
  const task = chainTask(name);
  const side = new ChainSide(task, section.device(1));
  const operations = operationsOf(name);
  const step = section.peers.npm(program, 'step', { name, repeats });
  let isPrepared = false;
  return {
    ours: () => side.run(REPEATS) / REPEATS / operations,
    async peer() {
      if (!isPrepared) checkSame(side.gradients(), await section.peers.ask(program, { prepare: { ...task, repeats } }));
      isPrepared = true;
      return (await step()) / repeats / operations;
    },
    close: () => side[Symbol.dispose](),
  };
}

/** @throws Error where the peer found other gradients: it would not do the same work */
function checkSame(ours: readonly number[], answer: unknown): void {
  const { gradients, error } = (answer ?? {}) as { gradients?: readonly number[]; error?: unknown }; // the peers answer so
  if (!gradients) throw new Error(String(error ?? `expected gradients, found ${JSON.stringify(answer)}`));
  const largest = Math.max(...ours.map(Math.abs));
  const at = ours.findIndex((value, i) => !(Math.abs(value - gradients[i]!) <= 1e-4 * largest));
  if (at >= 0 || gradients.length !== ours.length)
    throw new Error(`its gradients differ: number ${at} is ${gradients[at]}, ours is ${ours[at]}`);
}

/** How much of a step of the small GPT is not spent in kernels. */
async function share(): Promise<string> {
  const { parts, sum, step } = account(await measure(small, { threads: 1, turbo: false }));
  const tape = parts.find(({ part }) => part === 'tape')!.milliseconds;
  return `Tape: ${digits(tape)} ms of a step of the small GPT of ${digits(step)} ms, ${((100 * tape) / sum).toFixed(1)} %`;
}
