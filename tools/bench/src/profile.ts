// npm run profile -- step [--threads N] [--model small|big] [--turbo] [--json]
// Where the time of a GPT's training step goes. Clocks stand around the device's kernels, in turns with steps without
// them, so that the sum can be held against the step as it is.

import { parseArgs } from 'node:util';
import { createCPU } from '@zero-to-gpt/linalg';
import { account, accountTable, type Measured } from './profile/account.ts';
import { timedDevice } from './profile/timed-device.ts';
import { big, small, startTraining, type Workload } from './training.ts';

const ROUNDS = 15;
const workloads: Readonly<Record<string, Workload>> = { small, big };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      threads: { type: 'string', default: '1' },
      model: { type: 'string', default: 'small' },
      turbo: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals.length > 1 || (positionals[0] ?? 'step') !== 'step')
    throw new RangeError(`Cannot profile ${positionals.join(' ')}: there is step`);
  const workload = workloads[values.model];
  if (!workload) throw new RangeError(`Cannot profile ${values.model}: there are ${Object.keys(workloads).join(', ')}`);
  const { turbo } = values;
  const result = account(await measure(workload, { threads: Number(values.threads), turbo }));
  console.log(values.json ? JSON.stringify(result, null, 2) : accountTable(result));
}

async function measure(workload: Workload, options: { threads: number; turbo: boolean }): Promise<Measured[]> {
  const device = createCPU(options);
  const timed = timedDevice(device);
  const steps = workload === small ? 4 : 1;
  await using plain = startTraining(workload, { steps, device });
  await using clocked = startTraining(workload, { steps, device: timed });
  const measured: Measured[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const step = await plain.run();
    timed.takeTimes();
    const before = process.threadCpuUsage();
    const wall = await clocked.run();
    const { user, system } = process.threadCpuUsage(before);
    const parts = new Map([...timed.takeTimes()].map(([part, milliseconds]) => [part, milliseconds / steps]));
    if (round >= 0) measured.push({ wall, running: (user + system) / 1000 / steps, parts, plain: step });
  }
  return measured;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
