import { expect, test } from 'vitest';
import type { Answer } from '../../src/check/answer.ts';
import { report, reportLine, reportTypes } from '../../src/check/report.ts';
import type { Exercise } from '../../src/course/exercise.ts';

const exercise: Exercise = {
  ...{ key: 'linalg/add', id: 'add', chapter: 'linalg', title: 'Add two lists', minutes: 5, text: '', hints: [] },
  ...{ after: 'Well done.', folder: '', file: '01-linalg/add.ts' },
};
const passed: Answer = {
  ...{ id: 'linalg/add', file: '01-linalg/add.ts', total: 2, printed: '' },
  steps: [
    { name: 'one', ok: true, ms: 1 },
    { name: 'two', ok: true, ms: 1 },
  ],
};
const failure = {
  step: 'two',
  kind: 'value',
  message: 'Wrong',
  detail: 'Wanted 1\nYours 2',
  at: '01-linalg/add.ts:3:4',
} as const;
const failed: Answer = {
  ...{ ...passed, total: 4, failure, printed: 'x = 3\n' },
  steps: [
    { name: 'one', ok: true, ms: 1 },
    { name: 'two', ok: false, ms: 1 },
  ],
};

test('report() of a failure shows the steps, the diagnosis and what was printed', () => {
  expect(report(exercise, failed)).toBe(`Add two lists  01-linalg/add.ts

  ✓ one
  ✗ two
  … 2 more after this one

  Wrong  01-linalg/add.ts:3:4

  Wanted 1
  Yours 2

  Your code printed

  │ x = 3`);
});

test('report() of a success says what to read next', () => {
  expect(report(exercise, passed)).toBe(`Add two lists  01-linalg/add.ts

  ✓ one
  ✓ two

  Done!

  Well done.`);
});

test('report() shows the first twenty of many printed lines', () => {
  const printed = Array.from({ length: 25 }, (_, i) => `line ${i}`).join('\n');
  expect(report(exercise, { ...passed, printed })).toContain('│ line 19\n  │ … 5 more lines');
});

test('reportLine() is one line', () => {
  expect(reportLine(exercise, passed)).toBe('✓ linalg/add');
  expect(reportLine(exercise, failed)).toBe('✗ linalg/add  Wrong');
  const todo: Answer = { ...passed, failure: { step: 'one', kind: 'todo', message: 'one loop' } };
  expect(reportLine(exercise, todo)).toBe('○ linalg/add  To do: one loop');
});

test('reportTypes() shows three problems at most', () => {
  const problems = [1, 2, 3, 4].map((line) => ({ at: `01-linalg/add.ts:${line}:1`, code: 'TS1', message: 'No' }));
  expect(reportTypes(problems)).toBe(`  TypeScript says

  01-linalg/add.ts:1:1 No TS1
  01-linalg/add.ts:2:1 No TS1
  01-linalg/add.ts:3:1 No TS1
  … and 1 more`);
  expect(reportTypes([])).toBe('');
  expect(reportTypes(undefined)).toBe('');
});
