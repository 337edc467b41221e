import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Held {
  readonly step: number;
  readonly deviceBytes: number;
  readonly processBytes: number;
}

test('train() holds after thousands of steps what it held after a hundred', () => {
  const flags = [
    '--conditions=@zero-to-gpt/source',
    '--expose-gc',
    '--max-semi-space-size=2', // V8 lets its young generation grow step by step to some 100 MB; that is not what is asked
  ];
  const output = execFileSync(process.execPath, [...flags, join(import.meta.dirname, 'train-long.ts')], {
    encoding: 'utf8',
    env: { ...process.env, MALLOC_ARENA_MAX: '1' }, // one heap for V8's compiler threads
  });
  const [early, compiled, last] = JSON.parse(output) as [Held, Held, Held]; // steps 100, 2,000, 7,000
  expect(last.deviceBytes).toBe(early.deviceBytes);
  // 5,000 steps of the process; before step 2,000 it grows once by the machine code that V8 makes
  expect(last.processBytes / compiled.processBytes).toBeLessThan(1.05);
});
