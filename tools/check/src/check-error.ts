import type { FailureKind } from './result.ts';

/** Ends a step: what an assertion throws. */
export class CheckError extends Error {
  override readonly name: string = 'CheckError';
  /** What went wrong. */
  readonly kind: FailureKind;
  /** Lines below the message; those that are empty are left out. */
  readonly detail: readonly string[];

  constructor(kind: FailureKind, message: string, detail: readonly string[] = []) {
    super(message);
    this.kind = kind;
    this.detail = detail.filter((line) => line !== '');
  }
}
