import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { updateProgress } from '../course/progress.ts';
import { paint } from '../terminal/paint.ts';

/** One rung further on an exercise's ladder of hints: those already shown, and the next. */
export function nextHint(course: Course, { key, hints }: Exercise): string {
  let shown = 0;
  updateProgress(course, (progress) => {
    const own = progress.exercises[key];
    shown = Math.min((own?.hints ?? 0) + 1, hints.length);
    progress.exercises[key] = { ...own, hints: shown };
  });
  const lines = hints.slice(0, shown).map((text, i) => `${paint.yellow(`Hint ${i + 1} of ${hints.length}`)}\n${text}`);
  if (shown === hints.length) lines.push(paint.dim('That was the last. Still stuck: npx zero-to-gpt solution --force'));
  return lines.join('\n\n');
}
