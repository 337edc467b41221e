// linreg on a learner's linalg: plain lists of numbers in place of ours, as `zero-to-gpt run linreg --with linalg=./mine` does.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array } from '@zero-to-gpt/linalg';
import { names } from '@zero-to-gpt/linalg/conformance';
import { describe, expect, test, vi } from 'vitest';
import { conformance } from '../../src/conformance/index.ts';
import { demo } from '../../src/demo.ts';
import * as linreg from '../../src/index.ts';

vi.mock('@zero-to-gpt/linalg', async () => {
  const plain = new URL('../../../linalg/test/conformance/plain-ndarray.ts', import.meta.url); // no import of ours: it stands for a learner's file
  return (await import(/* @vite-ignore */ plain.href)) as object;
});

describe('linreg on plain lists', () => {
  conformance(linreg, { describe, test, expect });

  test('lists stand in for our arrays here', () => {
    expect('device' in linreg.linear(array([[1]]), array([1]), 0)).toBe(false);
  });
  test('the demo finds the same numbers', async () => {
    const numbers = await demo({ log: () => {} });
    expect(Object.values(numbers).map((value) => value.toFixed(3))).toEqual([
      '8.580',
      '7.739',
      '7.776',
      '7.777',
      '7.777',
      '8.106',
    ]);
  });
  test('needs no value of linalg beyond its subset', () => {
    const files = globSync('src/**/*.ts', { cwd: join(import.meta.dirname, '../..') });
    const imported = files.flatMap((file) => {
      const text = readFileSync(join(import.meta.dirname, '../..', file), 'utf8').replace(/^ *\*.*$/gm, ''); // no examples
      return [...text.matchAll(/import \{([^}]*)\} from '@zero-to-gpt\/linalg';/g)].flatMap((found) =>
        found[1]!.split(',').map((name) => name.trim()),
      );
    });
    const values = new Set(imported.filter((name) => name !== '' && !name.startsWith('type ')));
    expect([...values].filter((name) => !(names as readonly string[]).includes(name))).toEqual([]);
    expect(values.size).toBeGreaterThan(3);
  });
});
