// runs alone: it measures the memory of a process
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

// The built command as a user starts it: no flags of V8's but those that it sets itself.

const cli = join(import.meta.dirname, '../dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'gptx-memory-'));
// every kind of work that comes back is done before step 100: Node's own pages for it are loaded then
const flags = {
  nLayer: 2,
  nHead: 4,
  nEmbd: 48,
  blockSize: 32,
  batchSize: 8,
  steps: 5400, // on a busy machine a step is noticed late
  evalEvery: 50,
  checkpointEvery: 50,
};
const readsProcesses = existsSync('/proc/self/status');
if (!readsProcesses) console.warn('SKIPPED: only Linux tells here how large another process is');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!readsProcesses)('gptx train', () => {
  test('is after 5,100 steps as large a process as after 100, within 5 %', async () => {
    const sizes = await sizesAt([100, 2500, 5100]);
    console.log(sizes.map(({ step, bytes }) => `step ${step}: ${(bytes / 2 ** 20).toFixed(1)} MiB`).join(', '));
    expect(sizes).toHaveLength(3);
    expect(sizes[0]!.step).toBeLessThan(1000);
    expect(sizes[2]!.bytes / sizes[0]!.bytes).toBeLessThan(1.05);
  });
});

/** Trains, and reads the size of the process as soon as each of the steps has been made. */
async function sizesAt(steps: readonly number[]): Promise<{ step: number; bytes: number }[]> {
  const out = join(folder, 'run');
  const args = Object.entries(flags).flatMap(([key, value]) => [`--${key}`, String(value)]);
  const child = spawn(process.execPath, [cli, 'train', '--out', out, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const found: { step: number; bytes: number }[] = [];
  while (child.exitCode === null && found.length < steps.length) {
    const step = lastStep(join(out, 'metrics.jsonl'));
    if (step >= steps[found.length]!) found.push({ step, bytes: residentBytes(child.pid!) });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect([await ended, stderr]).toEqual([0, '']);
  return found;
}

/** The last step that a run has written down; 0 before the first. */
function lastStep(metrics: string): number {
  const line = existsSync(metrics) ? readFileSync(metrics, 'utf8').split('\n').at(-2) : undefined; // the last ends in \n
  return line === undefined ? 0 : (JSON.parse(line) as { step: number }).step;
}

/** Resident set of a process, in bytes. */
function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
}
