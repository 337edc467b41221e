// Our side of the turbo rows: a device with 256-bit code, in a process of its own. Reads requests as lines of JSON,
// answers each with its figure, or with null where turbo() is false.

import { createInterface } from 'node:readline';
import { type CPUDevice, createCPU, Random } from '@zero-to-gpt/linalg';
import { startTraining, type Workload } from '../training.ts';
import { gflops } from './gflops.ts';

/** What to measure: a training step in milliseconds, or a square product in GFLOP/s. */
export type TurboRequest = { readonly threads: number } & (
  | { readonly workload: Workload; readonly steps: number }
  | { readonly size: number; readonly repeats: number }
);

function start(request: TurboRequest): (() => number | Promise<number>) | null {
  const device: CPUDevice = createCPU({ threads: request.threads });
  if (!device.turbo()) return null;
  if ('workload' in request) {
    const training = startTraining(request.workload, { steps: request.steps, device });
    return () => training.run();
  }
  const random = new Random(1);
  const draw = () => random.normal([request.size, request.size], { device });
  const [a, b] = [draw(), draw()];
  return () => gflops(a, b, request.repeats);
}

let measure: ReturnType<typeof start> | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  if (measure === undefined) measure = start(JSON.parse(line) as TurboRequest); // turbo-side.ts writes it
  process.stdout.write(`${JSON.stringify((await measure?.()) ?? null)}\n`);
}
process.exit();
