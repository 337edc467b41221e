import type { Page } from '@zero-to-gpt/browsers';
import { applyMistake, type ExerciseFiles } from '@zero-to-gpt/lesson-kit/exercise';
import { expect } from 'vitest';
import type { ExerciseElement } from './elements.ts';
import { inPage } from './reader.ts';

/** Stub, one known mistake and solution of an exercise, each checked in its page. */
export async function checkExercise(page: Page, { id, stub, solution, mistakes }: ExerciseFiles): Promise<void> {
  const given = await inPage(page, () => document.querySelector<ExerciseElement>('zg-exercise')!.code);
  expect(given.trim(), 'the code that the page gives').toBe(stub.trim());
  await expectTodo(page);

  const [mistake] = mistakes;
  const wrong = await check(page, applyMistake(solution, mistake!)); // an exercise has three mistakes or more
  expect(wrong.failure, mistake!.name).toMatchObject({
    kind: mistake!.kind,
    ...(mistake!.step && { step: mistake!.step }),
  });
  expect(`${wrong.failure?.message}\n${wrong.failure?.detail ?? ''}`).toContain(mistake!.says);
  expect(wrong.state).toBe('tried');
  expect(unspaced(wrong.text), 'what the page shows').toContain(unspaced(mistake!.says));

  await expectPass(page, solution, id);
}

/** The stub's first step says what is to be written. */
export async function expectTodo(page: Page): Promise<void> {
  const { failure, steps } = await check(page);
  expect(failure, 'of the stub').toMatchObject({ kind: 'todo' });
  expect(steps.length, 'steps of the stub').toBe(1);
}

/** The solution passes every step, and the page knows. */
export async function expectPass(page: Page, solution: string, id: string): Promise<void> {
  const { failure, steps, total, state } = await check(page, solution);
  expect(failure, `of the solution of ${id}`).toBe(undefined);
  expect(steps.length, 'steps of the solution').toBe(total);
  expect(state).toBe('passed');
}

/** Checks what stands in the page, or another code put there first. */
function check(page: Page, code?: string) {
  return inPage(page, inBrowser, code ?? null);
}

async function inBrowser(code: string | null) {
  const exercise = document.querySelector<ExerciseElement>('zg-exercise')!; // pages of exercises hold one
  if (code !== null) exercise.code = code;
  const result = await exercise.check();
  return { ...result, state: exercise.state, text: exercise.textContent };
}

const unspaced = (text: string): string => text.replace(/[\s`]+/g, '');
