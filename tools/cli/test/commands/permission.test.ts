import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CourseFolder } from '../course-folder.ts';

const repository = join(import.meta.dirname, '../../../..');
/** Root may write everywhere, so its tests run as nobody. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const canRead =
  spawnSync(process.execPath, ['-e', `fs.readFileSync(${JSON.stringify(join(repository, 'package.json'))})`], {
    ...nobody,
    cwd: '/',
  }).status === 0;
if (!canRead) console.warn(`SKIPPED what needs another user: nobody cannot read ${repository}`);

describe.skipIf(process.platform === 'win32' || !canRead)('a folder without write permission', () => {
  const run = (folder: CourseFolder, ...words: string[]): { status: number | null; stdout: string; stderr: string } => {
    const args = ['--conditions=@zero-to-gpt/source', join(repository, 'tools/cli/src/cli.ts'), ...words];
    spawnSync('chmod', ['-R', 'a+rX', folder.root]); // whatever files are made with here
    chmodSync(folder.root, 0o555);
    chmodSync(folder.path('.zero-to-gpt'), 0o555);
    const ran = spawnSync(process.execPath, args, { ...nobody, cwd: folder.root, encoding: 'utf8' });
    chmodSync(folder.root, 0o755);
    chmodSync(folder.path('.zero-to-gpt'), 0o755);
    return ran;
  };

  test('check answers, and says that progress is not saved', () => {
    using folder = new CourseFolder();
    const { status, stdout, stderr } = run(folder, 'check', 'add');
    expect(stdout).toContain('To do: one loop');
    expect(stderr).toMatch(/Progress is not saved\. Cannot write .*progress.*: no permission \(EACCES\)/);
    expect(status).toBe(1);
  });

  test('start, hint and reset say what is wrong, with status 2', () => {
    using folder = new CourseFolder();
    for (const command of ['start', 'hint', 'reset']) {
      const { status, stderr } = run(folder, command, 'add');
      expect(stderr).toContain('no permission (EACCES)');
      expect(stderr).not.toContain('    at ');
      expect(status).toBe(2);
    }
  });

  test('init says what is wrong, with status 2', () => {
    using folder = new CourseFolder();
    const { status, stderr } = run(folder, 'init', 'new', '--no-install');
    expect(stderr).toContain('Cannot make');
    expect(status).toBe(2);
  });

  test('doctor finds it', () => {
    using folder = new CourseFolder();
    const { status, stdout } = run(folder, 'doctor');
    expect(stdout).toContain('✗ Course folder');
    expect(status).toBe(1);
  });
});
