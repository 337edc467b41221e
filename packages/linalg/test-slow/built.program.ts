// A program that imports the package as users do: `run` computes on a device of its own and gives a number that is the same for any number of threads on any host.
import { createCPU, Random, tidy } from '@zero-to-gpt/linalg';

function run(threads: number): readonly [sum: number, threads: number] {
  const device = createCPU({ threads, deterministic: true });
  const x = new Random(1).uniform([200, 200], { device });
  let sum = 0;
  for (let i = 0; i < 40; i++) sum = tidy(() => x.matmul(x).tanh().mean().item());
  return [sum, device.threads];
}

Object.assign(globalThis, { run });
