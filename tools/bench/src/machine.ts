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

/** How busy the machine is: what else ran in the last minute, as the mean number of runnable threads. */
export function describeLoad(): string {
  return `load ${loadavg()[0]!.toFixed(2)}`;
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
