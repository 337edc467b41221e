import { check, Todo } from '@zero-to-gpt/check';
import { describe, expect, test } from 'vitest';

interface Mine {
  double(x: number): number;
}
const double = check<Mine>('demo/double', (mine, t) => {
  t.step('doubles 2', () => t.close(mine.double(2), 4));
  t.step('doubles 3', async () => t.close(mine.double(await Promise.resolve(3)), 6));
  t.step('doubles 4', () => t.close(mine.double(4), 8));
});

describe('check()', () => {
  test('runs every step of a right answer', async () => {
    const result = await double.run({ double: (x: number) => x + x });
    expect(result).toEqual({
      id: 'demo/double',
      total: 3,
      steps: ['doubles 2', 'doubles 3', 'doubles 4'].map((name) => ({ name, ok: true, ms: expect.any(Number) })),
    });
  });

  test('stops at the first step that fails', async () => {
    const result = await double.run({ double: (x: number) => x * x });
    expect(result.steps.map(({ name, ok }) => [name, ok])).toEqual([
      ['doubles 2', true],
      ['doubles 3', false],
    ]);
    expect(result).toMatchObject({ total: 3, failure: { step: 'doubles 3', kind: 'value' } });
  });

  test('tells each step before it runs', async () => {
    const told: string[] = [];
    await double.run({ double: (x: number) => (x === 3 ? 0 : x + x) }, { onStep: (name) => told.push(name) });
    expect(told).toEqual(['doubles 2', 'doubles 3']);
  });

  test('answers what is still to be written, and where', async () => {
    const { failure, steps } = await double.run({
      double: () => {
        throw new Todo('return twice x');
      },
    });
    expect(failure).toMatchObject({ step: 'doubles 2', kind: 'todo', message: 'return twice x' });
    expect(failure?.at).toMatch(/check\/test\/check\.test\.ts:\d+:\d+$/);
    expect(steps).toHaveLength(1);
  });

  test('knows a Todo of another copy of the package', async () => {
    const error = Object.assign(new Error('later'), { name: 'Todo' });
    const { failure } = await double.run({
      double: () => {
        throw error;
      },
    });
    expect(failure).toMatchObject({ kind: 'todo', message: 'later' });
  });

  test('runs again from the start', async () => {
    const module = { double: (x: number) => x + x };
    expect((await double.run(module)).failure).toBeUndefined();
    expect((await double.run(module)).steps).toHaveLength(3);
  });

  test('hands values and classes over as they are', async () => {
    class Model {
      readonly lr = 0.1;
    }
    const one = check<{ Model: typeof Model; size: number }>('demo/one', (mine, t) => {
      t.step('one', () => t.ok(mine.Model === Model && mine.size === 3, 'The exports were changed'));
    });
    expect((await one.run({ Model, size: 3 })).failure).toBeUndefined();
  });

  test('refuses checks without steps, and steps of one name', async () => {
    await expect(check('demo/none', () => {}).run({})).rejects.toThrow('Cannot run demo/none: it has no steps');
    const twice = check('demo/twice', (_, t) => {
      t.step('one', () => {});
      t.step('one', () => {});
    });
    await expect(twice.run({})).rejects.toThrow('Cannot add step "one" of demo/twice twice');
  });
});

test('Todo without words says so', () => {
  expect(new Todo()).toMatchObject({ name: 'Todo', message: 'not written yet' });
});
