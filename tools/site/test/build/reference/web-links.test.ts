import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { webLinks } from '../../../build/reference/web-links.ts';

const repository = mkdtempSync(join(tmpdir(), 'zg-links-'));
afterAll(() => rmSync(repository, { recursive: true, force: true }));
mkdirSync(join(repository, 'packages/tiny/lesson'), { recursive: true });
writeFileSync(join(repository, 'packages/tiny/lesson/01-sums.md'), '');
writeFileSync(join(repository, 'packages/tiny/NOTES.md'), '');
mkdirSync(join(repository, 'packages/tiny/src/cpu'), { recursive: true });
writeFileSync(join(repository, 'packages/tiny/src/cpu/add.ts'), '');

const github = 'https://github.com/zero-to-gpt/zero-to-gpt/blob/main';
const links = (markdown: string) => webLinks(markdown, { folder: 'packages/tiny', repository });

describe('webLinks()', () => {
  test('leads to lessons on the site, and to other files on GitHub', () => {
    expect(links('[a](_media/01-sums.md#x) [b](../_media/NOTES.md)')).toBe(
      `[a](/learn/tiny/01-sums#x) [b](${github}/packages/tiny/NOTES.md)`,
    );
  });

  test.each(['packages/tiny/src/cpu/add.ts', 'cpu/add.ts'])('leads to the line of the source %s', (path) => {
    expect(links(`Defined in: ${path}:40\n`)).toBe(
      `Defined in [cpu/add.ts](${github}/packages/tiny/src/cpu/add.ts#L40)\n`,
    );
  });

  test('shortens the link that typedoc makes in a clone', () => {
    expect(
      links('Defined in: [packages/tiny/src/cpu/add.ts:40](https://github.com/a/b/blob/main/add.ts#L40)\n\nText'),
    ).toBe(`Defined in [cpu/add.ts](${github}/packages/tiny/src/cpu/add.ts#L40)\n\nText`);
  });

  test("leaves out where JavaScript's own members are declared", () => {
    expect(links('Defined in: node\\_modules/typescript/lib/lib.es5.d.ts:1\n\nText')).toBe('Text');
  });
});
