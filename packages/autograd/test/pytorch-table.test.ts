import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const page = read('../PYTORCH.md');
const wanted = JSON.parse(read('./fixtures/pytorch-names.json')) as Record<string, string[]>;

interface Row {
  readonly section: string;
  readonly theirs: readonly string[];
  readonly ours: readonly string[];
  readonly package: string;
  readonly note: string;
}

const rows = page.split(/^## /m).flatMap((part) => {
  const section = part.slice(0, part.indexOf('\n'));
  return part
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line): Row => {
      // a bar inside a code span does not end a cell
      const [theirs, ours, name, note] = line
        .slice(1, -1)
        .replace(/`[^`]*`/g, (code) => code.replaceAll('|', '\0'))
        .split('|')
        .map((cell) => cell.replaceAll('\0', '|').trim()) as [string, string, string, string];
      return { section, theirs: codes(theirs), ours: codes(ours), package: name, note };
    });
});

function codes(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
}

/** What a package exports; later chapters are read where they lie, as this one must not depend on them. */
async function exportsOf(name: string): Promise<Record<string, unknown>> {
  const entry = new URL(`../../${name}/src/index.ts`, import.meta.url);
  return import(/* @vite-ignore */ entry.pathname);
}

/** Finds `init.normal` among exports, and `Tensor.flip` among the members of a class. */
function find(exported: unknown, path: string): unknown {
  const [head, ...rest] = path.split('.') as [string, ...string[]];
  let found = (exported as Record<string, unknown>)[head];
  for (const key of rest) {
    const members = typeof found === 'function' ? found.prototype : found;
    found = (members as Record<string, unknown> | undefined)?.[key];
  }
  return found;
}

describe('PYTORCH.md', () => {
  for (const [section, names] of Object.entries(wanted))
    test(`has every public name of ${section}, once`, () => {
      const listed = rows.filter((row) => row.section === section).flatMap(({ theirs }) => theirs);
      expect(listed.toSorted()).toEqual(names.toSorted());
    });

  test('gives a reason, or what to write instead, for all that is left out', () => {
    const left = rows.filter(({ ours }) => ours.length === 0);
    expect(left.length).toBeGreaterThan(10);
    expect(left.filter(({ note }) => note.length < 8)).toEqual([]);
  });

  for (const name of new Set(rows.map((row) => row.package).filter((found) => found !== '')))
    test(`names what ${name} exports`, async () => {
      const exported = await exportsOf(name);
      const index = read(`../../${name}/src/index.ts`);
      const missing = rows
        .filter((row) => row.package === name)
        .flatMap(({ ours, note }) =>
          ours.filter((path) =>
            /\ba type\b|\(a type\)/.test(note)
              ? !new RegExp(`\\b${path}\\b`).test(index)
              : find(exported, path) === undefined,
          ),
        );
      expect(missing).toEqual([]);
    });

  test('has a package beside each name of ours, and none beside what is left out', () => {
    expect(rows.filter(({ ours, package: name }) => ours.length > 0 !== (name !== ''))).toEqual([]);
  });

  test('names no export in its notes that is not there', async () => {
    const packages = await Promise.all(['autograd', 'optim', 'text', 'transformer', 'dense', 'linalg'].map(exportsOf));
    const called = rows.flatMap(({ note }) =>
      codes(note).flatMap((code) =>
        [...code.matchAll(/(?<![.\w])(?:new )?([A-Za-z]\w+)(?=\()/g)].map(([, word]) => word!),
      ),
    );
    const members = (name: string) =>
      Object.getOwnPropertyNames((find(packages[0], name) as { prototype: object }).prototype);
    const known = new Set(['double', 'requires_grad_', 'forward', 'get', ...members('Module'), ...members('Tensor')]);
    expect(called.filter((word) => !known.has(word) && packages.every((one) => !(word in one)))).toEqual([]);
  });
});
