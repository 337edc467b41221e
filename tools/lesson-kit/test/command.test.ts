import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { command } from '../src/command.ts';

const lesson = join(import.meta.dirname, 'fixtures/chapter/lesson/01-sums.md');
const folder = mkdtempSync(join(tmpdir(), 'lesson-kit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]): string => {
  let printed = '';
  command(args, (text) => {
    printed += text;
  });
  return printed;
};

describe('lesson-kit', () => {
  test('notebook writes NAME.ipynb with versions and stored pictures', () => {
    expect(run('notebook', lesson, '--out', folder)).toBe('');
    const notebook = readFileSync(join(folder, '01-sums.ipynb'), 'utf8');
    expect(notebook).toContain('npm:@observablehq/plot@^');
    expect(notebook).toContain('image/svg+xml');
    expect(readdirSync(folder)).toEqual(['01-sums.ipynb']);
  });

  test('json prints on demand', () => {
    expect(JSON.parse(run('json', lesson, '-o', '-'))).toMatchObject({ name: '01-sums' });
  });

  test('refuses other forms, no files, files that are missing or no lessons, unknown options', () => {
    writeFileSync(join(folder, 'broken.md'), '# no front matter');
    expect(() => run()).toThrow('Cannot run nothing: wanted notebook or json');
    expect(() => run('print', lesson)).toThrow('Cannot run "print": wanted notebook or json');
    expect(() => run('json')).toThrow('Cannot write a json: found no files, wanted lesson/*.md');
    expect(() => run('json', join(folder, 'broken.md'))).toThrow('broken.md:1: found no front matter');
    expect(() => run('json', join(folder, 'missing.md'))).toThrow('ENOENT: no such file');
    expect(() => run('json', '--fast', lesson)).toThrow("Unknown option '--fast'");
  });
});
