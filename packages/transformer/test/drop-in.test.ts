// The demo on a learner's autograd, as `zero-to-gpt run transformer --with autograd=./mine` runs it.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { names as autogradNames } from '@zero-to-gpt/autograd/conformance';
import { names as optimNames } from '@zero-to-gpt/optim/conformance';
import { expect, test, vi } from 'vitest';
import { demo } from '../src/demo.ts';

vi.mock('@zero-to-gpt/autograd', () => {
  const plain = new URL('../../autograd/test/conformance/plain-autograd.ts', import.meta.url);
  return import(/* @vite-ignore */ plain.href);
});

test('the demo trains nearly the same GPT on a tape of one file', async () => {
  expect(Object.keys(await import('@zero-to-gpt/autograd'))).not.toContain('Value'); // it is not ours
  const numbers = await demo({ log: () => {}, short: true });
  const ours: Record<string, number> = { uniform: 4.357, bigram: 2.526, before: 4.396, gpt: 3.161 };
  expect(Object.keys(numbers)).toEqual(Object.keys(ours));
  for (const [name, value] of Object.entries(numbers)) expect(value / ours[name]!).toBeCloseTo(1, 2);
});

/** Names of values that the sources of chapters import from a package. */
function taken(chapters: readonly string[], from: string): string[] {
  const imports = new RegExp(`^import \\{([^}]*)\\} from '${from}';`, 'gm');
  const lists = chapters.flatMap((chapter) => {
    const folder = join(import.meta.dirname, '../..', chapter, 'src');
    return globSync('**/*.ts', { cwd: folder }).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(imports)].map(([, list]) => list!),
    );
  });
  const names = lists.flatMap((list) => list.split(',')).map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '' && !name.startsWith('type '));
}

test('a learner is told of every name that optim, text and transformer take from autograd', () => {
  const found = taken(['optim', 'text', 'transformer'], '@zero-to-gpt/autograd');
  expect(found.length).toBeGreaterThan(8);
  expect(found.filter((name) => !(autogradNames as readonly string[]).includes(name))).toEqual([]);
});
test('a learner is told of every name that text and transformer take from optim', () => {
  const found = taken(['text', 'transformer'], '@zero-to-gpt/optim');
  expect(found.length).toBeGreaterThan(6);
  expect(found.filter((name) => !(optimNames as readonly string[]).includes(name))).toEqual([]);
});
