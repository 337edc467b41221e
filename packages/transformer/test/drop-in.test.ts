// The demo on a learner's autograd, as `zero-to-gpt run transformer --with autograd=./mine` runs it.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { names } from '@zero-to-gpt/autograd/conformance';
import { expect, test, vi } from 'vitest';
import { demo } from '../src/demo.ts';

vi.mock('@zero-to-gpt/autograd', () => {
  const plain = new URL('../../autograd/test/conformance/plain-autograd.ts', import.meta.url);
  return import(/* @vite-ignore */ plain.href);
});

test('the demo trains nearly the same GPT on a tape of one file', async () => {
  expect(Object.keys(await import('@zero-to-gpt/autograd'))).not.toContain('Value'); // it is not ours
  const numbers = await demo({ log: () => {}, short: true });
  const ours: Record<string, number> = { uniform: 4.357, bigram: 2.526, before: 4.395, gpt: 3.159 };
  expect(Object.keys(numbers)).toEqual(Object.keys(ours));
  for (const [name, value] of Object.entries(numbers)) expect(value / ours[name]!).toBeCloseTo(1, 2);
}, 60_000);

test('a learner is told of every name that optim, text and transformer take from autograd', () => {
  const taken = ['optim', 'text', 'transformer'].flatMap((chapter) => {
    const folder = join(import.meta.dirname, '../..', chapter, 'src');
    return globSync('**/*.ts', { cwd: folder }).flatMap((file) =>
      [
        ...readFileSync(join(folder, file), 'utf8').matchAll(/^import \{([^}]*)\} from '@zero-to-gpt\/autograd';/gm),
      ].flatMap(([, list]) => list!.split(',').map((name) => name.trim())),
    );
  });
  const values = new Set(taken.filter((name) => name !== '' && !name.startsWith('type ')));
  expect(values.size).toBeGreaterThan(8);
  expect([...values].filter((name) => !(names as readonly string[]).includes(name))).toEqual([]);
});
