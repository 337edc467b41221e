import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

/** Whatever the figures depend on, a line each, without what names one particular machine. */
export function describeMachine(): string[] {
  const model = cpus()[0]?.model.trim() ?? process.arch;
  return [
    `Processor: ${model}, ${plural(availableParallelism(), 'core')}${vectors()}, ${process.platform} ${release()}`,
    `Memory: ${Math.round(totalmem() / 1024 / 1024 / 1024)} GiB`,
    `Node ${process.version}, V8 ${process.versions.v8}`,
  ];
}

/** How busy the machine was: the mean number of runnable threads in the minute before and in the last minute of a run. */
export function describeLoad({ before, after }: { before: number; after: number }, cores: number): string {
  const line = `Load ${before.toFixed(1)} before, ${after.toFixed(1)} at the end, our own work included`;
  if (before <= cores / 2) return line;
  return `${line}. Other programs kept the cores busy: rows of two threads, in which threads wait for each other, say little`;
}

/** Runnable threads, as the mean of the last minute. */
export function load(): number {
  return loadavg()[0]!;
}

/** The widest vectors of an x86 processor. */
function vectors(): string {
  try {
    const flags = readFileSync('/proc/cpuinfo', 'utf8');
    const widest = ['avx512f', 'avx2', 'sse4_1'].find((flag) => new RegExp(`\\b${flag}\\b`).test(flags));
    return widest ? ` with ${widest}` : '';
  } catch {
    return ''; // not Linux
  }
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
