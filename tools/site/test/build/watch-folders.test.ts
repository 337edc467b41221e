import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { watchFolders } from '../../build/watch-folders.ts';

test('tells of what changes, also deep below, and of nothing once it was stopped', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-watch-'));
  mkdirSync(join(folder, 'norm'));
  const changed = vi.fn();
  const stop = watchFolders([folder, join(folder, 'missing')], changed);
  try {
    writeFileSync(join(folder, 'norm/check.ts'), 'better');
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 60_000 });
  } finally {
    stop();
  }
  const calls = changed.mock.calls.length;
  writeFileSync(join(folder, 'norm/check.ts'), 'again');
  await new Promise((done) => setTimeout(done, 300));
  expect(changed).toHaveBeenCalledTimes(calls);
  rmSync(folder, { recursive: true, force: true });
});
