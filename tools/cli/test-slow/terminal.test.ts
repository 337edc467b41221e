// runs alone: it types while programs start and end
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lacks } from '@zero-to-gpt/build/needs';
import { describe, expect, test } from 'vitest';
import { solutionOf } from '../src/course/stub-of.ts';
import { CourseFolder } from '../test/course-folder.ts';
import { Terminal } from './terminal.ts';

const command = `${process.execPath} ${join(import.meta.dirname, '../dist/cli.js')}`;

describe.skipIf(lacks('tmux'))('zero-to-gpt in a terminal', () => {
  test('watch: a failure, hints, a save that passes, our answer, the next exercise, and out', async () => {
    using folder = new CourseFolder();
    using terminal = new Terminal(folder.root);
    const solve = (key: string): void => folder.write(folder.exercise(key).file, solutionOf(folder.exercise(key)));
    await terminal.type(`${command} watch`);
    const first = await terminal.see(/To do: one loop.*q quit/s); // the whole of it is drawn
    expect(first).toContain('✗ one element');
    expect(first).toMatch(/h hint +n next +q quit/);
    expect(first).not.toContain('✗ three elements'); // the first failure only

    terminal.press('h');
    expect(await terminal.see('Hint 1 of 2')).not.toContain('Hint 2 of 2');
    terminal.press('h');
    await terminal.see('Hint 2 of 2');
    terminal.press('s');
    await terminal.see('Our answer opens once yours has passed');

    solve('linalg/add');
    const done = await terminal.see(/Done!.*q quit/s);
    expect(done).toContain('1/3  33 %');
    terminal.press('s');
    await terminal.see('return a.map');
    terminal.press('n');
    await terminal.see('Add up a list');
    await terminal.see('To do: one loop: about 3 lines');

    terminal.press('q');
    await terminal.type('echo the status is $?');
    await terminal.see('the status is 0');
    await terminal.type('stty -a'); // the terminal echoes and takes lines again: both would have a minus before them else
    await terminal.see(/ icanon .* echo /s);
  });

  test('watch: Ctrl-C ends it, also while the code loops for ever', async () => {
    using folder = new CourseFolder();
    using terminal = new Terminal(folder.root);
    folder.write('01-linalg/add.ts', 'export function add() {\n  for (;;);\n}\n');
    await terminal.type(`${command} watch`);
    await terminal.see('Checking');
    terminal.press('C-c');
    await terminal.type('echo the status is $?');
    await terminal.see('the status is 0');
  });

  test('check: colours in a terminal, none with NO_COLOR', async () => {
    using folder = new CourseFolder();
    using colourful = new Terminal(folder.root);
    using plain = new Terminal(folder.root, { NO_COLOR: '1' });
    for (const terminal of [colourful, plain]) {
      await terminal.type(`${command} check`);
      await terminal.see('Stuck?');
    }
    const red = '\x1b[31m';
    expect(colourful.screen({ colours: true })).toContain(red);
    expect(plain.screen({ colours: true })).not.toContain('\x1b[3');
  });

  test('init: asks for the chapters; space takes one away, Enter goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-init-'));
    try {
      using terminal = new Terminal(folder);
      await terminal.type(`${command} init my-gpt --no-install`);
      await terminal.see('Which chapters do you begin with?');
      terminal.press('Down', 'Space', 'Enter');
      await terminal.see('npx zero-to-gpt start');
      const { dependencies } = JSON.parse(readFileSync(join(folder, 'my-gpt/package.json'), 'utf8'));
      expect(Object.keys(dependencies)).toContain('@zero-to-gpt/linalg');
      expect(Object.keys(dependencies)).not.toContain('@zero-to-gpt/linreg');

      await terminal.type(`${command} init other --no-install`);
      await terminal.see('Which chapters do you begin with?');
      terminal.press('C-c');
      await terminal.see('Left without making a course');
      expect(existsSync(join(folder, 'other'))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('reset: asks first, and no leaves the file as it is', async () => {
    using folder = new CourseFolder();
    folder.write('01-linalg/add.ts', 'my work');
    using terminal = new Terminal(folder.root);
    await terminal.type(`${command} reset add`);
    await terminal.see('Put the stub back');
    terminal.press('n');
    await terminal.see('Left 01-linalg/add.ts as it is');
    expect(folder.read('01-linalg/add.ts')).toBe('my work');
    await terminal.type(`${command} reset add`);
    await terminal.see('Put the stub back');
    terminal.press('y');
    await terminal.see('01-linalg/add.ts is the stub again');
  });
});
