import type { BenchContext } from '@zero-to-gpt/build/bench';
import type { NotedRow } from '../comparison.ts';
import { fetchOpenBLAS, findOpenBLAS } from '../step/openblas.ts';
import { denormals } from './denormals.ts';
import { elementwise } from './elementwise.ts';
import { gemm } from './gemm.ts';
import { hosting } from './hosting.ts';
import { installPeers, Peers } from './peers.ts';
import { random } from './random.ts';
import { Rows } from './section.ts';
import { steps } from './steps.ts';

/** The CPU engine against the processor's peak and the other libraries that train on a CPU. */
export async function bench(context: BenchContext & { only?: string; fact?(line: string): void }): Promise<NotedRow[]> {
  const { log, only = '', fact = log } = context;
  await using peers = new Peers({ fact });
  const section = new Rows({ peers, only, log });
  for (const measure of [steps, gemm, elementwise, random, denormals, hosting]) await measure(section);
  return section.rows;
}

/** Installs the peers. */
export function setup({ log }: BenchContext): void {
  installPeers(log);
  if (findOpenBLAS() || fetchOpenBLAS()) log(`OpenBLAS for PyTorch: ${findOpenBLAS()}`);
  else log('Without libopenblas0-openmp (`apt-get download` failed) the rows of PyTorch will say so');
}
