import { createCPU } from '@zero-to-gpt/linalg';
import { small, startTraining, type Workload } from '../training.ts';
import type { Measured } from './account.ts';
import { timedDevice } from './timed-device.ts';

const ROUNDS = 15;

/** Measures a step with clocks around the kernels and one without, in turns. */
export async function measure(workload: Workload, options: { threads: number; turbo: boolean }): Promise<Measured[]> {
  const device = createCPU(options);
  const timed = timedDevice(device);
  const steps = workload.nLayer === small.nLayer ? 4 : 1;
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
