import { formatProgress, parseProgress, type SavedAnswer, type SavedProgress } from '@zero-to-gpt/lesson-kit/progress';
import { read, remove, write } from '../runtime/store.ts';
import { answered, readAnswer } from './answers.ts';

/** How far a reader is with an exercise. */
export type ExerciseState = 'new' | 'tried' | 'passed';

const key = 'zg:progress';
const damagedKey = 'zg:progress:damaged';
const listeners = new Set<() => void>();
let last: { readonly text: string; readonly progress: SavedProgress } | undefined;

/** What was reached in this browser. A damaged record is kept aside and made anew from the answers. */
export function progress(): SavedProgress {
  const text = read(key);
  if (text === null) return anew();
  if (last?.text === text) return last.progress;
  try {
    last = { text, progress: parseProgress(text) };
    return last.progress;
  } catch {
    write(damagedKey, text);
    const made = anew();
    saveProgress(made);
    return made;
  }
}

/** Changes what was reached in one exercise, and makes it the one that was worked on last, unless that is `current`. */
export function reach(id: string, change: (before: SavedAnswer) => SavedAnswer, current: string = id): void {
  const { exercises } = progress(); // read anew: another tab may have written
  saveProgress({ current, exercises: { ...exercises, [id]: change(exercises[id] ?? {}) } });
}

/** Keeps that an answer was checked; what has passed stays passed. */
export function wasChecked(id: string, passed: boolean, current?: string): void {
  const date = passed ? { passed: new Date().toISOString() } : {};
  reach(id, (before) => ({ tried: true, ...date, ...before }), current);
}

/** Puts a record in place of the one that is there. */
export function saveProgress(next: SavedProgress): void {
  write(key, formatProgress(next));
  tell();
}

/** How far the reader is with an exercise. */
export function stateOf(id: string): ExerciseState {
  const reached = progress().exercises[id];
  if (reached?.passed) return 'passed';
  return reached?.tried || readAnswer(id) !== null ? 'tried' : 'new';
}

/** Calls `listener` after every change, also one in another tab. */
export function onProgress(listener: () => void): () => void {
  if (listeners.size === 0) globalThis.addEventListener?.('storage', heard);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a damaged record lies aside. */
export function isDamaged(): boolean {
  return read(damagedKey) !== null;
}

/** Throws the damaged record away. */
export function forgetDamage(): void {
  remove(damagedKey);
  tell();
}

/** What the answers alone say: which exercises were begun. */
function anew(): SavedProgress {
  return { exercises: Object.fromEntries(answered().map((id) => [id, { tried: true }])) };
}

function heard(event: StorageEvent): void {
  if (event.key === null || event.key.startsWith('zg:')) tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}
