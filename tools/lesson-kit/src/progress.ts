/**
 * What a learner has reached, as page and command exchange it: a JSON file. Both read files of others with
 * `parseProgress`, which believes nothing.
 */
export interface SavedProgress {
  /** The exercise that was worked on last, `chapter/id`. */
  readonly current?: string;
  /** What was reached in each exercise, by `chapter/id`. */
  readonly exercises: Readonly<Record<string, SavedAnswer>>;
}

/** What was reached in one exercise. */
export interface SavedAnswer {
  /** When an answer passed first, in UTC: `2026-01-31T12:00:00.000Z`. */
  readonly passed?: string;
  /** How many hints were taken. */
  readonly hints?: number;
  /** Whether an answer was checked. */
  readonly tried?: true;
  /** The answer itself, without the task that the command writes above it. */
  readonly code?: string;
}

/** What a progress file may hold at most. */
export const progressLimits = {
  /** Characters of the file. */
  file: 4_000_000,
  /** Characters of one answer. */
  code: 100_000,
  /** Exercises. */
  exercises: 2000,
  /** Hints of one exercise. */
  hints: 100,
} as const;

/** How a progress file is called unless the learner names it. */
export const progressFile = 'zero-to-gpt-progress.json';

const format = 'zero-to-gpt progress';

/** The text of a progress file. */
export function formatProgress({ current, exercises }: SavedProgress, now: Date = new Date()): string {
  const sorted = Object.fromEntries(Object.entries(exercises).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ format, version: 1, saved: now.toISOString(), current, exercises: sorted }, null, 2)}\n`;
}

/**
 * Reads the text of a progress file, which may come from anywhere. What it does not know it leaves out.
 *
 * @example
 * ```ts
 * import { formatProgress, parseProgress } from '@zero-to-gpt/lesson-kit/progress';
 *
 * const text = formatProgress({ exercises: { 'linalg/norm': { hints: 1 } } });
 * parseProgress(text).exercises['linalg/norm']; // → { hints: 1 }
 * parseProgress('[]'); // throws Cannot read the progress: found no "format", wanted "zero-to-gpt progress"
 * ```
 * @throws SyntaxError `Cannot read the progress: …` with what was found and wanted
 */
export function parseProgress(text: string): SavedProgress {
  if (text.length > progressLimits.file)
    throw bad(`found ${text.length} characters, wanted ${progressLimits.file} at most`);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw bad(error instanceof Error ? error.message : String(error));
  }
  const file = fields(read) ?? {};
  if (file.format !== format) throw bad(`found ${named(file.format, '"format"')}, wanted "${format}"`);
  if (file.version !== 1) throw bad(`found ${named(file.version, '"version"')} of the format, wanted 1`);
  const list = fields(file.exercises);
  if (!list) throw bad(`found ${named(file.exercises, '"exercises"')}, wanted an object`);
  const entries = Object.entries(list);
  if (entries.length > progressLimits.exercises)
    throw bad(`found ${entries.length} exercises, wanted ${progressLimits.exercises} at most`);
  const current = file.current ?? undefined;
  if (current !== undefined && !(typeof current === 'string' && isExerciseId(current))) throw noId(current);
  return {
    ...(current !== undefined && { current }),
    exercises: Object.fromEntries(entries.map(([id, value]) => [id, answer(id, value)])),
  };
}

/** Whether a text names an exercise: `chapter/id`, both in kebab-case. */
export function isExerciseId(text: string): boolean {
  return text.length <= 120 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/** What two worlds reached in one exercise, put together: what has passed stays passed. The code is the first one's. */
export function mergeAnswers(own: SavedAnswer, other: SavedAnswer): SavedAnswer {
  const [passed] = [own.passed, other.passed].filter((date) => date !== undefined).sort();
  const hints = Math.max(own.hints ?? 0, other.hints ?? 0);
  const code = own.code ?? other.code;
  return {
    ...(passed !== undefined && { passed }),
    ...(hints > 0 && { hints }),
    ...((own.tried || other.tried) && { tried: true }),
    ...(code !== undefined && { code }),
  };
}

/** Whether two answers are the same to a learner: line ends and empty space around them do not count. */
export function sameCode(a: string, b: string): boolean {
  return tidy(a) === tidy(b);
}

const tidy = (code: string): string => code.replace(/[ \t\r]+$/gm, '').trim();

function answer(id: string, value: unknown): SavedAnswer {
  if (!isExerciseId(id)) throw noId(id);
  const read = fields(value);
  const wrong = (what: string, found: unknown, wanted: string): SyntaxError =>
    bad(`found ${named(found, 'nothing')} as ${what} of ${id}, wanted ${wanted}`);
  if (!read) throw wrong('what was reached', value, 'an object');
  const { passed, hints, tried, code } = read;
  if (passed !== undefined && !isDate(passed)) throw wrong('date', passed, 'one such as "2026-01-31T12:00:00.000Z"');
  if (hints !== undefined && !(Number.isInteger(hints) && Number(hints) >= 0 && Number(hints) <= progressLimits.hints))
    throw wrong('hints', hints, `a whole number from 0 to ${progressLimits.hints}`);
  if (tried !== undefined && tried !== true) throw wrong('"tried"', tried, 'true');
  if (code !== undefined && typeof code !== 'string') throw wrong('code', code, 'text');
  if (code !== undefined && code.length > progressLimits.code)
    throw bad(`found ${code.length} characters of code of ${id}, wanted ${progressLimits.code} at most`);
  return {
    ...(isDate(passed) && { passed }),
    ...(typeof hints === 'number' && { hints }),
    ...(tried === true && { tried }),
    ...(code !== undefined && { code }),
  };
}

/** An ISO date in UTC that exists: `new Date` would turn 31 February into 3 March. */
function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value)) return false;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value.slice(0, 19));
}

function fields(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Record<string, unknown>; // what JSON.parse makes of `{`
}

/** A value as a message shows it: one short line, whatever it holds. */
function named(value: unknown, missing: string): string {
  if (value === undefined) return missing === 'nothing' ? missing : `no ${missing}`;
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const noId = (found: unknown): SyntaxError =>
  bad(`found ${named(found, 'nothing')}, wanted an exercise such as "linalg/norm"`);
/** The error, without the control characters by which a file could write elsewhere on a terminal. */
const bad = (why: string): SyntaxError =>
  new SyntaxError(`Cannot read the progress: ${why.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD')}`);
