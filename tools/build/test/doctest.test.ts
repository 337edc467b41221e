import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { doctest, writeDoctests } from '../doctest.ts';

const fences = (...blocks: [info: string, code: string][]) =>
  blocks.map(([info, code]) => `\`\`\`${info}\n${code}\n\`\`\``).join('\n\n');

describe('doctest', () => {
  test('makes values and errors assertions', () => {
    const made = doctest('README.md', fences(['ts', 'one(); // → 1\ntwo(); // throws no']));
    expect(made).toContain('expect(await (one())).toEqual(1);');
    expect(made).toContain('await expect(async () => (two())).rejects.toThrow("no");');
  });

  test('leaves alone what is no example: other languages, `no-test`, and the cells of lessons', () => {
    const others = fences(['sh', 'ls'], ['ts no-test', 'a'], ['ts run id=a', 'b'], ['ts no-run', 'c'], ['output', '1']);
    expect(doctest('lesson/01-a.md', others)).toBeUndefined();
    expect(doctest('lesson/01-a.md', fences(['ts run', 'a'], ['ts', 'b;']))).toContain('test("lesson/01-a.md:5"');
  });

  test('knows a flag by the whole word', () => {
    expect(doctest('README.md', fences(['ts title=run-it', 'a;']))).toContain('a;');
  });

  test('leaves fences inside of longer fences to the longer one', () => {
    const lesson = `\`\`\`\`md\n${fences(['ts', 'inner();'])}\n\`\`\`\`\n\n${fences(['ts', 'outer();'])}`;
    expect(doctest('README.md', lesson)).toContain('outer();');
    expect(doctest('README.md', lesson)).not.toContain('inner();');
  });

  test('refuses a block that is not closed', () => {
    expect(() => doctest('README.md', 'text\n```ts\na;')).toThrow(
      'Cannot read README.md:2: the code block is not closed',
    );
  });
});

describe('writeDoctests', () => {
  const root = mkdtempSync(join(tmpdir(), 'doctest-'));
  afterAll(() => rmSync(root, { recursive: true }));

  test('writes a test file for examples, and a project for the cells of lessons', () => {
    const page = ['---', 'chapter: a', 'title: T', 'order: 1', '---', '```ts run', 'const x = 1;', '```'];
    mkdirSync(join(root, 'lesson'));
    writeFileSync(join(root, 'lesson/01-a.md'), page.join('\n'));
    writeFileSync(join(root, 'README.md'), fences(['ts', 'a;']));
    writeDoctests(root);
    expect(readFileSync(join(root, '.doctest/examples.test.ts'), 'utf8')).toBe("import './README.md.ts';\n");
    expect(readdirSync(join(root, '.doctest/lessons')).sort()).toEqual(['01-a.ts', 'tsconfig.json']);
    expect(readFileSync(join(root, '.doctest/lessons/01-a.ts'), 'utf8').split('\n')[6]).toBe('const x = 1;');
  });

  test('writes no project where there are no lessons', () => {
    rmSync(join(root, 'lesson'), { recursive: true });
    writeDoctests(root);
    expect(existsSync(join(root, '.doctest/lessons'))).toBe(false);
  });
});
