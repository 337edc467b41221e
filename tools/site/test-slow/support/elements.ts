import type { CheckResult } from '@zero-to-gpt/check';
import type { CellError } from '../../shared/protocol.ts';

/** `<zg-cell>`, as far as tests use it. */
export interface CellElement extends HTMLElement {
  code: string;
  /** What it printed. */
  readonly plain: string;
  run(): Promise<{ readonly ok: boolean; readonly error?: CellError }>;
  /** The link that shows its code to others. */
  share(): string | Promise<string>;
}

/** `<zg-exercise>`, as far as tests use it. */
export interface ExerciseElement extends HTMLElement {
  code: string;
  readonly state: 'new' | 'tried' | 'passed';
  check(): Promise<CheckResult>;
}

/** `<zg-lesson>`, as far as tests use it. */
export interface LessonElement extends HTMLElement {
  /** The lesson as a notebook, with what the reader changed. */
  notebook(): Promise<string>;
}

/** `<zg-demo>`, as far as tests use it. */
export interface DemoElement extends HTMLElement {
  /** Trains, and answers when it has ended: the last loss and what it is compared with. */
  run(): Promise<{ readonly loss: number; readonly baseline: number }>;
}
