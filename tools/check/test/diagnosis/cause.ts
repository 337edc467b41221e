import type { Numbers } from '@zero-to-gpt/check';
import { expect } from 'vitest';
import { failed } from '../failed.ts';

/** What stands behind the count of wrong values, or behind "… is wanted". */
export async function cause(got: unknown, want: Numbers): Promise<string | undefined> {
  const failure = await failed((t) => t.close(got, want));
  expect(failure?.kind).toBe('value');
  return failure?.message.replace(/^.*? (?:is|are) (?:wrong|wanted)(?:: |$)/s, '');
}
