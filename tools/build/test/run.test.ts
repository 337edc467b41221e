import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'zero-to-gpt-run-')));
  write('package.json', '{ "packageManager": "pnpm@1.2.3" }');
  mkdirSync(join(root, 'tools/build'), { recursive: true });
  mkdirSync(join(root, 'node_modules'));
  cpSync(join(import.meta.dirname, '../run.mjs'), join(root, 'tools/build/run.mjs'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** Puts a stand-in for npx on the PATH: it notes how it was called, and `turbo` does what the script says. */
function npx(script: string): NodeJS.ProcessEnv {
  const calls = join(root, 'calls');
  write('bin/npx', `#!/bin/sh\necho "$@" >>${calls}\ncase "$*" in *turbo*)\n${script}\nesac\n`);
  chmodSync(join(root, 'bin/npx'), 0o755);
  return { ...process.env, PATH: `${join(root, 'bin')}:${process.env.PATH}`, npm_node_execpath: process.execPath };
}

function run(script: string, ...args: string[]): { status: number | null; stdout: string; last: string } {
  const options = { cwd: root, env: npx(script), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/build/run.mjs', ...args], options);
  return { status, stdout: stdout + stderr, last: stdout.trimEnd().split('\n').at(-1) ?? '' };
}

const counts = (passed: number, failed: number, skips: string[] = []) =>
  `mkdir -p .counts; echo '${JSON.stringify({ passed, failed, skipped: skips.length, skips })}' >.counts/unit.json`;
const summary = (...failed: string[]) => {
  const tasks = [{ taskId: '//#rules', execution: { exitCode: 0 } }, { taskId: 'x#wasm' }];
  const all = [...tasks, ...failed.map((taskId) => ({ taskId, execution: { exitCode: 1 } }))];
  return `mkdir -p .turbo/runs; echo '${JSON.stringify({ tasks: all })}' >.turbo/runs/1.json`;
};

describe('npm test', () => {
  test('closes with the counts alone on the last line', () => {
    const { status, last } = run(`${counts(12, 0)}\n${summary()}`, 'test');
    expect(last).toBe('12 passed, 0 failed, 0 skipped');
    expect(status).toBe(0);
  });

  test('fails with the failed tests counted once', () => {
    const { status, last } = run(`${counts(11, 2)}\n${summary('//#unit')}\nexit 1`, 'test');
    expect(last).toBe('11 passed, 2 failed, 0 skipped');
    expect(status).toBe(1);
  });

  test('counts every other task that failed, and names it', () => {
    const { status, stdout, last } = run(
      `${counts(12, 0)}\n${summary('//#lint', '@zero-to-gpt/linalg#build')}\nexit 1`,
      'test',
    );
    expect(stdout).toContain('FAILED //#lint\nFAILED @zero-to-gpt/linalg#build\n');
    expect(last).toBe('12 passed, 2 failed, 0 skipped');
    expect(status).toBe(1);
  });

  test('fails where no test ran, whatever turbo says', () => {
    const { status, last } = run(summary(), 'test');
    expect(last).toBe('0 passed, 1 failed, 0 skipped');
    expect(status).toBe(1);
  });

  test('does not take the counts of an earlier run for its own', () => {
    write('.counts/unit.json', '{ "passed": 9, "failed": 0, "skipped": 0, "skips": [] }');
    expect(run('exit 3', 'test')).toMatchObject({ status: 3, last: '0 passed, 1 failed, 0 skipped' });
  });

  test('names what was skipped, and why', () => {
    const { stdout, last } = run(`${counts(1, 0, ['gpt > equals PyTorch: no torch'])}\n${summary()}`, 'test');
    expect(stdout).toContain('SKIPPED gpt > equals PyTorch: no torch\n');
    expect(last).toBe('1 passed, 0 failed, 1 skipped');
  });

  test('installs what the lockfile says before anything runs, with the pinned pnpm', () => {
    run(`${counts(1, 0)}; cat calls`, 'test');
    const { stdout } = run('cat calls', 'test');
    expect(stdout).toContain('-y pnpm@1.2.3 install --frozen-lockfile --reporter=silent\n-y pnpm@1.2.3 exec turbo run');
  });
});

describe('npm start', () => {
  const cli = 'packages/gptx/dist/cli.js';
  const echo = 'console.log(JSON.stringify({ args: process.argv.slice(2), folder: process.cwd() }));';

  test('trains, in the root of the repository, with the arguments it was given', () => {
    write(cli, echo);
    const { last, status } = run('true', 'start', '--steps', '10');
    expect(JSON.parse(last)).toEqual({ args: ['train', '--steps', '10'], folder: root });
    expect(status).toBe(0);
  });

  test('leaves another subcommand as it is', () => {
    write(cli, echo);
    expect(JSON.parse(run('true', 'start', 'sample', '--top-k', '5').last).args).toEqual(['sample', '--top-k', '5']);
  });

  test('shows nothing of a build that works, and all of one that fails', () => {
    write(cli, "console.log('trained');");
    expect(run('echo built', 'start')).toMatchObject({ status: 0, stdout: 'trained\n' });
    const failed = run('echo what is wrong; exit 2', 'start');
    expect(failed.stdout).toContain('what is wrong');
    expect(failed.status).toBe(2);
  });

  test("ends with the program's own status", () => {
    write(cli, 'process.exitCode = 42;');
    expect(run('true', 'start').status).toBe(42);
  });

  test('outlives Ctrl-C until the program has saved, and ends with its status', async () => {
    write(
      cli,
      `process.on('SIGINT', () => setTimeout(() => { console.log('saved'); process.exit(7); }, 300));
       setInterval(() => {}, 1000);
       console.log('ready');`,
    );
    const child = spawn(process.execPath, ['tools/build/run.mjs', 'start'], {
      cwd: root,
      env: npx('true'),
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (String(chunk).includes('ready')) process.kill(-child.pid!, 'SIGINT'); // a terminal signals the whole group
    });
    const [status] = await once(child, 'exit');
    expect(output).toContain('saved');
    expect(status).toBe(7);
  });

  test('ends with 128 + n where the program is killed by signal n', () => {
    write(cli, "process.kill(process.pid, 'SIGKILL');");
    expect(run('true', 'start').status).toBe(137);
  });
});

describe('npm run site', () => {
  const echo = 'console.log(JSON.stringify({ args: process.argv.slice(2), options: process.execArgv }));';
  const sources = ['--conditions=@zero-to-gpt/source'];

  test('serves the sources once modules and data are there', () => {
    write('tools/site/build/main.ts', echo);
    const { last } = run('true', 'site', '--port', '1234');
    expect(JSON.parse(last)).toEqual({ args: ['dev', '--port', '1234'], options: sources });
    expect(run('cat calls >&2; exit 3', 'site')).toMatchObject({ status: 3 });
  });

  test.each(['build', 'preview', 'measure'])(':%s builds the packages, then runs with the arguments given', (name) => {
    write('tools/site/build/main.ts', echo);
    const { last } = run('true', `site:${name}`, '--base', '/x/');
    expect(JSON.parse(last)).toEqual({ args: [name, '--base', '/x/'], options: sources });
    expect(run('echo broken; exit 2', `site:${name}`)).toMatchObject({ status: 2, stdout: 'broken\n' });
  });

  test(':screenshots takes them of what was built last, or builds it', () => {
    write('tools/site/build/main.ts', echo);
    write('tools/site/build/screenshots.ts', echo);
    const lines = run('true', 'site:screenshots', '--only', 'home').stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).args)).toEqual([
      ['build', '--reuse', '--quiet'],
      ['--only', 'home'],
    ]);
  });
});

test('an unknown command is refused with the known ones', () => {
  const { status, stdout } = run('true', 'trian');
  expect(stdout).toContain('Cannot run trian: the commands are setup, start, test');
  expect(status).toBe(1);
});
