import { relative } from 'node:path';
import type { Answer } from '../check/answer.ts';
import { checkExercise } from '../check/check-exercise.ts';
import { nextHint } from '../check/next-hint.ts';
import { nextAfter, type Work } from '../check/open-course.ts';
import { trySaving } from '../check/try-saving.ts';
import { type TypeProblem, typeProblems } from '../check/type-problems.ts';
import type { Exercise } from '../course/exercise.ts';
import { placeStub } from '../course/materials.ts';
import { hasPassed, markPassed, type Progress, readProgress, updateProgress } from '../course/progress.ts';
import { cleanSolution } from '../course/stub-of.ts';

/** What the watcher shows. */
export interface View {
  readonly exercise: Exercise;
  /** The newest answer; undefined while the first check runs. */
  readonly answer: Answer | undefined;
  /** What TypeScript says about the same state of the file. */
  readonly types: readonly TypeProblem[] | undefined;
  /** A hint, the solution or a word about them. */
  readonly extra: string;
  readonly progress: Progress;
}

/** Checks one exercise after each save, and goes on to the next: all of `watch` but the terminal. */
export class Watcher {
  readonly #work: Work;
  readonly #draw: (view: View, what: 'answer' | 'types' | 'extra') => void;
  #exercise: Exercise;
  #answer: Answer | undefined;
  #types: readonly TypeProblem[] | undefined;
  #extra = '';
  #running: AbortController | undefined;

  constructor(work: Work, exercise: Exercise, draw: (view: View, what: 'answer' | 'types' | 'extra') => void) {
    this.#work = work;
    this.#exercise = exercise;
    this.#draw = draw;
  }

  /** What to show now. */
  get view(): View {
    const progress = readProgress(this.#work.course).progress;
    return { exercise: this.#exercise, answer: this.#answer, types: this.#types, extra: this.#extra, progress };
  }

  /** Takes note of a saved file: its exercise becomes the current one, and is checked. */
  async saved(path: string): Promise<void> {
    const file = relative(this.#work.course.root, path).replaceAll('\\', '/');
    const exercise = this.#work.all.find((each) => each.file === file);
    await this.check(exercise ?? this.#exercise); // a file of the learner's own may be a part of the current answer
  }

  /** Checks an exercise; a check that still runs is ended. */
  async check(exercise: Exercise = this.#exercise): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const { course } = this.#work;
    if (exercise !== this.#exercise) this.#answer = undefined;
    [this.#exercise, this.#extra, this.#types] = [exercise, '', undefined];
    trySaving(() => placeStub(course, exercise));
    const answer = await checkExercise(course, exercise, running);
    if (running.signal.aborted) return;
    this.#answer = answer;
    trySaving(() => {
      updateProgress(course, (progress) => {
        progress.current = exercise.key;
        if (!answer.failure) markPassed(progress, exercise.key);
      });
    });
    this.#draw(this.view, 'answer');
    if (answer.failure?.kind === 'todo') return;
    const types = await typeProblems(course, exercise.file, running);
    if (running.signal.aborted || !types?.length) return;
    this.#types = types;
    this.#draw(this.view, 'types');
  }

  /** Shows the next hint. */
  hint(): void {
    trySaving(() => this.#say(nextHint(this.#work.course, this.#exercise)));
  }

  /** Shows our answer, once the learner's has passed. */
  solution(): void {
    const open = hasPassed(this.view.progress, this.#exercise.key);
    this.#say(open ? cleanSolution(this.#exercise) : 'Our answer opens once yours has passed: press h for a hint');
  }

  /** Goes on to the next exercise that has not passed. */
  async next(): Promise<void> {
    const next = nextAfter(this.#work.all, this.view.progress, this.#exercise);
    if (next && next !== this.#exercise) await this.check(next);
    else this.#say(next ? 'This is the last one that has not passed' : 'All exercises have passed');
  }

  /** Ends what runs. */
  stop(): void {
    this.#running?.abort();
  }

  #say(text: string): void {
    this.#extra = text;
    this.#draw(this.view, 'extra');
  }
}
