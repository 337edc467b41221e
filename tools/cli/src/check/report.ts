import type { Exercise } from '../course/exercise.ts';
import { paint } from '../terminal/paint.ts';
import type { Answer } from './answer.ts';
import type { TypeProblem } from './type-problems.ts';

const indent = (text: string, by = '  '): string => text.replace(/^(?=.)/gm, by);
const mostLines = 20;

/** What a check says, for the terminal: the steps, the first failure with its diagnosis, and what the code printed. */
export function report(exercise: Exercise, answer: Answer): string {
  const { failure, steps, total, printed } = answer;
  const parts = [`${paint.bold(exercise.title)}  ${paint.dim(exercise.file)}`];
  const lines = steps.map(({ name, ok }) =>
    ok ? `${paint.green('✓')} ${name}` : `${paint.red('✗')} ${paint.bold(name)}`,
  );
  const more = total - steps.length;
  if (more > 0) lines.push(paint.dim(`… ${more} more after this one`));
  parts.push(indent(lines.join('\n')));
  if (failure) {
    const head = failure.kind === 'todo' ? paint.yellow(`To do: ${failure.message}`) : paint.red(failure.message);
    const where = failure.at === undefined ? '' : `  ${paint.cyan(failure.at)}`;
    parts.push(indent(`${head}${where}`));
    if (failure.detail) parts.push(indent(failure.detail));
  }
  if (printed.trim() !== '') parts.push(paint.dim('  Your code printed'), indent(head(printed.trimEnd()), '  │ '));
  if (!failure) {
    parts.push(`  ${paint.green(paint.bold('Done!'))}`);
    if (exercise.after) parts.push(indent(exercise.after));
  }
  return parts.join('\n\n');
}

/** One line an answer, for many at once. */
export function reportLine(exercise: Exercise, { failure }: Answer): string {
  if (!failure) return `${paint.green('✓')} ${exercise.key}`;
  if (failure.kind === 'todo') return `${paint.yellow('○')} ${exercise.key}  ${paint.dim(`To do: ${failure.message}`)}`;
  return `${paint.red('✗')} ${exercise.key}  ${failure.message}`;
}

/** What TypeScript finds wrong; empty where nothing is. */
export function reportTypes(problems: readonly TypeProblem[] | undefined): string {
  if (!problems || problems.length === 0) return '';
  const lines = problems.slice(0, 3).map(({ at, code, message }) => `${paint.cyan(at)} ${message} ${paint.dim(code)}`);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(paint.dim(`… and ${more} more`));
  return [paint.yellow('  TypeScript says'), indent(lines.join('\n'))].join('\n\n');
}

function head(text: string): string {
  const lines = text.split('\n');
  const shown = lines.slice(0, mostLines);
  if (lines.length > mostLines) shown.push(`… ${lines.length - mostLines} more lines`);
  return shown.join('\n');
}
