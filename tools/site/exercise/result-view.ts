import type { CheckResult, Failure } from '@zero-to-gpt/check';
import type { Shown } from '../shared/protocol.ts';
import { element } from './dom.ts';
import { reading } from './run-check.ts';

/** A place in the learner's code, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a failure is in the learner's code; undefined where it has no place. */
export function placeOf({ at = '' }: Failure): Place | undefined {
  const [, line, column] = /:(\d+):(\d+)$/.exec(at) ?? [];
  return line === undefined ? undefined : { line: Number(line), column: Number(column) };
}

/** What is said aloud when a check has ended: one sentence. */
export function spoken({ steps, failure }: CheckResult): string {
  if (!failure) return `Passed: ${steps.length === 1 ? 'the only step' : `all ${steps.length} steps`}.`;
  const place = placeOf(failure);
  const where = place ? ` Line ${place.line}.` : '';
  return `${failure.kind === 'todo' ? 'To do' : 'Not yet'}: ${failure.step}. ${sentence(failure.message)}${where}`;
}

/** The steps while a check runs; the last one is at work. */
export function runningView(names: readonly string[]): HTMLElement {
  const shown = names.filter((name) => name !== reading);
  const last = shown.length - 1;
  return element(
    'ol',
    { class: 'zg-steps' },
    ...shown.map((name, i) => stepLine(name, i < last ? 'passed' : 'running')),
  );
}

/** What a check says: the steps, the first failure with its diagnosis, and what the code printed. */
export function resultView(
  { steps, total, failure }: CheckResult,
  printed: readonly Shown[],
  goTo: (place: Place) => void,
): HTMLElement[] {
  const wrong = failure?.kind === 'todo' ? 'todo' : 'failed';
  const list = element(
    'ol',
    { class: 'zg-steps' },
    ...steps.map(({ name, ok }) => stepLine(name, ok ? 'passed' : wrong)),
  );
  const more = total - steps.length;
  const parts: HTMLElement[] = [list];
  if (more > 0) parts.push(element('p', { class: 'zg-more' }, `… ${more} more after this one`));
  if (failure) parts.push(failureView(failure, goTo));
  else parts.push(element('p', { class: 'zg-done' }, 'Done: every step passes.'));
  const prints = printedView(printed, failure !== undefined);
  if (prints) parts.push(prints);
  return parts;
}

const marks = {
  passed: ['✓', 'passed'],
  failed: ['✗', 'not yet'],
  todo: ['○', 'to do'],
  running: ['…', 'running'],
} as const;

function stepLine(name: string, state: keyof typeof marks): HTMLElement {
  const [mark, word] = marks[state];
  return element(
    'li',
    { 'data-state': state },
    element('span', { class: 'zg-mark', 'aria-hidden': 'true' }, mark),
    element('span', { class: 'zg-hidden' }, `${word}: `),
    name,
  );
}

function failureView(failure: Failure, goTo: (place: Place) => void): HTMLElement {
  const { kind, message, detail } = failure;
  const place = placeOf(failure);
  const line = element('p', { class: 'zg-message' });
  if (kind === 'todo') line.append(element('strong', {}, 'To do: '));
  line.append(...withCode(message));
  if (place) {
    const link = element('button', { class: 'zg-place', type: 'button' }, `line ${place.line}`);
    link.addEventListener('click', () => goTo(place));
    line.append(' ', link);
  }
  const box = element('div', { class: 'zg-failure', 'data-kind': kind }, line);
  if (detail) box.append(...detailView(detail));
  return box;
}

/** Words of a message in backticks are code. */
function withCode(message: string): (string | HTMLElement)[] {
  return message.split(/`([^`]+)`/).map((part, i) => (i % 2 === 0 ? part : element('code', {}, part)));
}

/** Grids and code keep their lines, whoever goes by keyboard can scroll them; sentences are broken where they must. */
function detailView(detail: string): HTMLElement[] {
  const keeps = (line: string): boolean => /^\s|^\d+ \|/.test(line);
  const groups: { readonly kept: boolean; readonly lines: string[] }[] = [];
  for (const line of detail.split('\n')) {
    if (groups.at(-1)?.kept === keeps(line)) groups.at(-1)?.lines.push(line);
    else groups.push({ kept: keeps(line), lines: [line] });
  }
  return groups.map(({ kept, lines }) =>
    kept
      ? element('pre', { class: 'zg-detail', tabindex: '0' }, lines.join('\n'))
      : element('p', { class: 'zg-detail' }, lines.join('\n')),
  );
}

const most = 20;

/** What the code printed; folded where all is well. */
function printedView(printed: readonly Shown[], open: boolean): HTMLElement | undefined {
  const lines = printed.flatMap(({ bundle }) => (bundle['text/plain'] ?? '').trimEnd().split('\n'));
  if (lines.length === 0) return undefined;
  const shown = lines.slice(0, most);
  if (lines.length > most) shown.push(`… ${lines.length - most} more lines`);
  const box = element(
    'details',
    { class: 'zg-printed' },
    element('summary', {}, `Your code printed ${lines.length === 1 ? 'a line' : `${lines.length} lines`}`),
    element('pre', { tabindex: '0' }, shown.join('\n')),
  );
  box.open = open;
  return box;
}

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
