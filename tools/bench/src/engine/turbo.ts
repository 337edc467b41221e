// The other side of the turbo rows is ours too: training on a device with 256-bit code, in a process of its own.
// Reads {"workload", "threads", "steps"} as lines of JSON, answers milliseconds of a step, or null where turbo() is false.

import { createInterface } from 'node:readline';
import { createCPU } from '@zero-to-gpt/linalg';
import { startTraining, type Training, type Workload } from '../training.ts';

interface Request {
  readonly workload: Workload;
  readonly threads: number;
  readonly steps: number;
}

function start({ workload, threads, steps }: Request): Training | null {
  const device = createCPU({ threads });
  return device.turbo() ? startTraining(workload, { steps, device }) : null;
}

let training: Training | null | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  training ??= start(JSON.parse(line) as Request); // steps.ts writes it
  process.stdout.write(`${JSON.stringify((await training?.run()) ?? null)}\n`);
}
process.exit();
