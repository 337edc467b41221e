import { report, reportTypes } from '../check/report.ts';
import type { Exercise } from '../course/exercise.ts';
import { hasPassed } from '../course/progress.ts';
import { bar } from '../terminal/bar.ts';
import { paint } from '../terminal/paint.ts';
import type { View } from './watcher.ts';

const clear = '\x1b[2J\x1b[3J\x1b[H';

/** The whole screen of `watch`, in a terminal. */
export function screen(view: View, all: readonly Exercise[]): string {
  const { exercise, answer, types, extra, progress } = view;
  const passed = all.filter(({ key }) => hasPassed(progress, key)).length;
  const parts = [bar(passed, all.length), answer ? report(exercise, answer) : `Checking ${exercise.file} …`];
  const problems = reportTypes(types);
  if (problems) parts.push(problems);
  if (extra) parts.push(extra);
  parts.push(keys(hasPassed(progress, exercise.key)));
  return `${clear}${parts.join('\n\n')}\n`;
}

/** The same for a pipe or a file: only what is new, in plain lines. */
export function lines(view: View, what: 'answer' | 'types' | 'extra'): string {
  if (what === 'extra') return view.extra;
  if (what === 'types') return reportTypes(view.types);
  return view.answer ? report(view.exercise, view.answer) : '';
}

function keys(passed: boolean): string {
  const words = { h: 'hint', n: 'next', ...(passed && { s: 'solution' }), q: 'quit' };
  return Object.entries(words)
    .map(([key, word]) => `${paint.bold(key)} ${word}`)
    .join('   ');
}
