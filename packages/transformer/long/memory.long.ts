import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What was held after a step, in bytes. */
interface Held {
  readonly step: number;
  readonly deviceBytes: number;
  readonly processBytes: number;
}

/** What the run found. */
export interface HeldMemory {
  readonly held: readonly Held[];
  /** The process after the last step ÷ after step 100. */
  readonly growth: number;
}

const flags = [
  '--conditions=@zero-to-gpt/source',
  '--expose-gc',
  // what V8 has not collected or compiled yet is not what is asked: with these it leaves little of either for later
  '--max-semi-space-size=2',
  '--max-heap-size=32', // with 48, V8 lets its heap grow by a tenth before it collects: live arrays are the same
  '--single-threaded',
];
const program = join(import.meta.dirname, '../test-slow/train-long.ts');

/**
 * Trains a tiny GPT for thousands of steps and checks that it holds in the end what it held after a hundred: the same
 * bytes on the device, and a process that has grown by 5 % at most in 10,000 steps (5,000 in the short form).
 */
export async function long({ log, short }: { log(line: string): void; short: boolean }): Promise<HeldMemory> {
  const steps = short ? [100, 2500, 5100] : [100, 2500, 5000, 7500, 10_100];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, ...steps.map(String)], {
    env: { ...process.env, MALLOC_ARENA_MAX: '1' }, // one heap for V8's compiler threads
  });
  const held = JSON.parse(stdout) as Held[]; // what the program prints
  for (const { step, deviceBytes, processBytes } of held)
    log(`step ${step}: ${deviceBytes} bytes on the device, ${(processBytes / 2 ** 20).toFixed(1)} MiB in the process`);

  const last = held.at(-1)!;
  const growth = last.processBytes / held[0]!.processBytes;
  if (last.deviceBytes !== held[0]!.deviceBytes)
    throw new Error(`Cannot hold the device's memory: ${held[0]!.deviceBytes} bytes became ${last.deviceBytes}`);
  if (growth > 1.05) throw new Error(`Cannot hold the process's memory: it became ${growth.toFixed(3)} times as large`);
  return { held, growth };
}
