import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What was held after a step, and how well it went. */
interface Held {
  readonly step: number;
  /** Mean over the steps since the one before. */
  readonly loss: number;
  readonly deviceBytes: number;
  readonly processBytes: number;
}

/** What the run found. */
export interface HeldOverSteps {
  readonly held: readonly Held[];
  /** The process after the last step ÷ after step 100. */
  readonly growth: number;
}

const flags = [
  '--conditions=@zero-to-gpt/source',
  '--expose-gc',
  // what V8 has not collected or compiled yet is not what is asked: with these it leaves little of either for later
  '--max-semi-space-size=2',
  '--max-heap-size=32',
  '--single-threaded',
];
const program = join(import.meta.dirname, '../test-slow/train-steps.ts');

/**
 * Trains a small network for 50,000 steps (5,000 in the short form) and checks that it holds in the end what it held after
 * a hundred: the same bytes on the device, and a process that has grown by 5 % at most.
 */
export async function long({ log, short }: { log(line: string): void; short: boolean }): Promise<HeldOverSteps> {
  const steps = short ? [100, 2500, 5000] : [100, 1000, 10_000, 20_000, 30_000, 40_000, 50_000];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, ...steps.map(String)], {
    env: { ...process.env, MALLOC_ARENA_MAX: '1' }, // one heap for V8's compiler threads
  });
  const held = JSON.parse(stdout) as Held[]; // what the program prints
  for (const { step, loss, deviceBytes, processBytes } of held)
    log(
      `step ${step}: loss ${loss.toFixed(3)}, ${deviceBytes} bytes on the device, ${(processBytes / 2 ** 20).toFixed(1)} MiB in the process`,
    );

  const [first, last] = [held[0]!, held.at(-1)!];
  const growth = last.processBytes / first.processBytes;
  if (last.deviceBytes !== first.deviceBytes)
    throw new Error(`Cannot hold the device's memory: ${first.deviceBytes} bytes became ${last.deviceBytes}`);
  if (growth > 1.05) throw new Error(`Cannot hold the process's memory: it became ${growth.toFixed(3)} times as large`);
  return { held, growth };
}
