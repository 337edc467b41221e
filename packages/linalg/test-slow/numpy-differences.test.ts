import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lacks } from '@zero-to-gpt/build/needs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, ask } from './numpy/ask.ts';
import { type Difference, differences, outcome } from './numpy/differences.ts';

describe.skipIf(lacks('numpy'))('differs from NumPy as the README says', () => {
  let answers: Answer[];
  beforeAll(() => {
    answers = ask(differences.map(({ theirs }) => ({ arrays: [], o: {}, theirs })));
  });

  for (const [i, difference] of differences.entries())
    test(`${difference.title}: ${difference.theirs}`, () => {
      expect(ours(difference)).toBe(difference.gives);
      if (difference.theyGive !== null) expect(theirs(answers[i]!)).toBe(difference.theyGive);
    });

  test('the list is whole', () => {
    const page = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    const section = page.split('\n## ').find((text) => text.startsWith('Differences from NumPy'))!;
    const titles = [...section.matchAll(/^- \*\*(.+?)\.\*\*/gm)].map(([, title]) => title!);
    expect(titles).toEqual([...new Set(differences.map(({ title }) => title))]);
  });
});

function ours({ ours: call }: Difference): string {
  try {
    const result = call();
    return typeof result === 'string' ? result : outcome(result.dtype, result.toFlat());
  } catch (error) {
    return `throws ${(error as Error).message}`; // ours throws errors
  }
}

function theirs(answer: Answer): string {
  if ('error' in answer) return `raises ${answer.error}`;
  const [first] = answer;
  return 'text' in first! ? first.text : outcome(first!.dtype, first!.data);
}
