import type { CheckResult } from '@zero-to-gpt/check';
import type { MimeBundle } from '@zero-to-gpt/lesson-kit';

/** What a page asks of its worker. */
export type Request =
  | { readonly type: 'start'; readonly packages: Readonly<Record<string, string>>; readonly stop: Int32Array | null }
  | {
      readonly type: 'run';
      readonly id: number;
      readonly cell: string;
      readonly code: string;
      /** All cells of the lesson in the order of the page, as they stand now: a cell sees the names of those above it. */
      readonly page?: readonly { readonly cell: string; readonly code: string }[];
    }
  | {
      readonly type: 'check';
      readonly id: number;
      /** `chapter/id`, as the check is named. */
      readonly exercise: string;
      /** Whole URL of the check's module. */
      readonly check: string;
      readonly code: string;
      /** Chapters that the exercise may import, in the order of the course; all where left out. */
      readonly allowed?: readonly string[];
    }
  /** The request `id` shall end: for pages that cannot share memory, where `start.stop` is null. */
  | { readonly type: 'stop'; readonly id: number };

/** What a worker tells its page. `id` is the request's. */
export type Reply =
  | { readonly type: 'ready'; readonly host: Host }
  | { readonly type: 'shown'; readonly id: number; readonly items: readonly Shown[] }
  | { readonly type: 'step'; readonly id: number; readonly name: string }
  | { readonly type: 'done'; readonly id: number; readonly ms: number }
  | { readonly type: 'failed'; readonly id: number; readonly ms: number; readonly error: CellError }
  | { readonly type: 'checked'; readonly id: number; readonly ms: number; readonly result: CheckResult };

/** A thing that a cell shows, in order. */
export interface Shown {
  /** MIME type → text; `text/plain` is always there. */
  readonly bundle: MimeBundle;
  /** `console.warn` and `console.error`. */
  readonly level?: 'warn' | 'error';
  /** Replaces what was shown under the same number before: a live chart. */
  readonly slot?: number;
  /** What is said by the page's own voice, such as how many lines were left out. */
  readonly note?: true;
}

/** Why a cell did not run to its end, in words for a learner. */
export interface CellError {
  /** `TypeError`, `ImportError`, `Interrupted`, `Thrown` for a value that is no error … */
  readonly name: string;
  readonly message: string;
  /** Line and column in the cell, from 1. */
  readonly line?: number;
  readonly column?: number;
  /** What to do about it, where we know. */
  readonly cure?: string;
}

/** What the worker found on this machine. */
export interface Host {
  readonly simd: boolean;
  /** Whether threads can share memory, and so the engine may use more than one. */
  readonly isolated: boolean;
  /** Threads the engine will use. */
  readonly threads: number;
  /** The adapter's name, or why there is none. */
  readonly webgpu: { readonly adapter: string } | { readonly missing: string };
}
