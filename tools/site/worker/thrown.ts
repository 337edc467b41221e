import { Interrupted } from '@zero-to-gpt/lesson-kit/cell';

// what was thrown may be anything: a proxy whose every trap throws, an error whose message is a getter that throws

/** Whether it is an error; asking never throws. */
export function isError(thrown: unknown): thrown is Error {
  return safely(() => thrown instanceof Error) ?? false;
}

/** Whether the reader wanted it. */
export function isInterrupted(thrown: unknown): boolean {
  return safely(() => thrown instanceof Interrupted) ?? false;
}

/** Its message, '' where there is none. */
export function messageOf(thrown: unknown): string {
  return safely(() => (isError(thrown) ? String(thrown.message) : '')) ?? '';
}

/** Its stack, '' where there is none. */
export function stackOf(thrown: unknown): string {
  return safely(() => (isError(thrown) && typeof thrown.stack === 'string' ? thrown.stack : '')) ?? '';
}

function safely<T>(f: () => T): T | undefined {
  try {
    return f();
  } catch {
    return undefined;
  }
}
