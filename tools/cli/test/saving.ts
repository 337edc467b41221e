import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readProgress } from '../src/course/progress.ts';
import type { CourseFolder } from './course-folder.ts';

/** Starts a process that saves progress again and again, so many times. */
export function startSaving(folder: CourseFolder, times: number): ChildProcess {
  const program = join(import.meta.dirname, 'fixtures/save-again.ts');
  const args = ['--conditions=@zero-to-gpt/source', program, folder.root, String(times)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Kills such a process some milliseconds after it has saved once; the progress is whole and has grown. Returns how far. */
export async function killWhileSaving(folder: CourseFolder, wait: number, reached: number): Promise<number> {
  const child = startSaving(folder, 1e9);
  await once(child.stdout!, 'data');
  await new Promise((resolve) => setTimeout(resolve, wait));
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { progress, damage } = readProgress(folder.course);
  expect(damage).toBeUndefined();
  const now = progress.exercises['linalg/add']?.hints ?? 0;
  expect(now).toBeGreaterThan(reached);
  return now;
}
