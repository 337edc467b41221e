import {
  mergeAnswers,
  progressLimits,
  type SavedAnswer,
  type SavedProgress,
  sameCode,
} from '@zero-to-gpt/lesson-kit/progress';
import { answered, dropBackup, keepAnswer, putAway, readAnswer } from './answers.ts';
import { progress, saveProgress } from './progress.ts';

/** All that was reached in this browser, with the answers: what goes into a file. */
export function collect(): SavedProgress {
  const { exercises, ...more } = progress();
  const all: Record<string, SavedAnswer> = { ...exercises };
  for (const id of answered()) {
    const code = readAnswer(id);
    if (code !== null && code.length <= progressLimits.code) all[id] = { ...all[id], code };
  }
  return { ...more, exercises: all };
}

/** What reading a file has changed. */
export interface Brought {
  /** Exercises that have passed by it. */
  readonly passed: readonly string[];
  /** Exercises whose answer came from it. */
  readonly answers: readonly string[];
  /** Exercises that have another answer here, with the file's: it is put away until the reader has chosen. */
  readonly differing: readonly { readonly id: string; readonly code: string }[];
}

/** Adds the progress of a file to that of this browser. Nothing is lost: what has passed stays, and so does every answer. */
export function bring(file: SavedProgress): Brought {
  const own = progress();
  const exercises: Record<string, SavedAnswer> = { ...own.exercises };
  const [passed, answers, differing]: [string[], string[], { id: string; code: string }[]] = [[], [], []];
  for (const [id, { code, ...reached }] of Object.entries(file.exercises)) {
    if (reached.passed && !exercises[id]?.passed) passed.push(id);
    exercises[id] = mergeAnswers(exercises[id] ?? {}, reached);
    if (code === undefined) continue;
    const mine = readAnswer(id);
    if (mine === null) {
      keepAnswer(id, code);
      answers.push(id);
    } else if (!sameCode(mine, code)) {
      putAway(id, code);
      differing.push({ id, code });
    }
  }
  const current = own.current ?? file.current;
  saveProgress({ ...(current !== undefined && { current }), exercises });
  return { passed, answers, differing };
}

/** Puts an answer of a file in place of the reader's, which is put away instead. */
export function takeAnswer(id: string, code: string): void {
  const mine = readAnswer(id);
  dropBackup(id, code);
  if (mine !== null) putAway(id, mine);
  keepAnswer(id, code);
  saveProgress(progress());
}
