import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Peer, startPeer } from '@zero-to-gpt/build/bench';
import { lacks, python } from '@zero-to-gpt/build/needs';
import { fetchOpenBLAS, findOpenBLAS } from './step/openblas.ts';
import { tokensOf, type Workload } from './training.ts';

/** PyTorch in a process of its own, that trains the same model. */
export interface PyTorch {
  /** Answers what step.py does. */
  readonly peer: Peer;
  /** Version, libraries, threads. */
  readonly description: string;
}

/**
 * Starts PyTorch as fast as it gets: OpenBLAS on OpenMP, so that one pool of threads computes, and AVX-512 where the
 * processor has it. The process can train that one model.
 * @throws Error where there is no PyTorch, or none with a fast BLAS
 */
export async function startPyTorch(workload: Workload, { threads = 1 }: { threads?: number } = {}): Promise<PyTorch> {
  if (lacks('pytorch')) throw new Error('Cannot compare with PyTorch: install python3-torch and python3-numpy');
  if (!findOpenBLAS()) fetchOpenBLAS();
  const openBLAS = findOpenBLAS();
  const peer = startPeer(python, [join(import.meta.dirname, 'step/step.py')], {
    env: {
      OPENBLAS_NUM_THREADS: `${threads}`,
      OMP_NUM_THREADS: `${threads}`,
      ...(openBLAS && { LD_LIBRARY_PATH: openBLAS }),
      ...(hasAVX512() && { ATEN_CPU_CAPABILITY: 'avx512' }),
    },
  });
  const { vocabSize: vocab, blockSize: block, nLayer: layers, nHead: heads, nEmbd: width, batchSize: batch } = workload;
  const sizes = { vocab, block, layers, heads, width, batch, threads, tokens: Array.from(tokensOf(workload)) };
  const found = (await peer.ask({ setup: sizes })) as {
    torch: string;
    blas: string[];
    mkl: boolean;
    instructions: string;
  }; // step.py's answer
  const fast = found.mkl || found.blas.some((name) => /openblas|mkl/.test(name));
  if (!fast) {
    await peer[Symbol.asyncDispose]();
    throw new Error(
      `Cannot compare with PyTorch fairly: it computes with ${found.blas.join(', ') || 'no BLAS'}; run npm run bench -- step --setup`,
    );
  }
  const count = threads === 1 ? '1 thread' : `${threads} threads`;
  return {
    peer,
    description: `PyTorch ${found.torch}, ${found.blas.join(', ')}, ${count}, instructions: ${found.instructions}`,
  };
}

function hasAVX512(): boolean {
  try {
    return /\bavx512f\b/.test(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return false; // not Linux
  }
}
