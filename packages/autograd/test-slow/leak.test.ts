// runs alone: it waits a tenth of a second for the garbage collector
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** What a program of its own writes to its error stream. */
async function warnings(kind: string): Promise<string> {
  const program = new URL('leak.program.ts', import.meta.url).pathname;
  const flags = ['--expose-gc', '--conditions=@zero-to-gpt/source', '--disable-warning=ExperimentalWarning'];
  const { stderr } = await promisify(execFile)(process.execPath, [...flags, program, kind]);
  return stderr;
}

test('a training step without a scope leaks, and a warning says where the array was made', async () => {
  const said = await warnings('forgetful');
  expect(said).toContain('bytes of arrays were left to the garbage collector; open a scope');
  expect(said).toMatch(/at forgetfulStep .*leak\.program\.ts:\d+/);
});

test('one inside a scope leaves nothing to the garbage collector', async () => {
  expect(await warnings('careful')).not.toContain('left to the garbage collector');
});
