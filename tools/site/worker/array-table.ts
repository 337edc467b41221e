import type { MimeBundle } from '@zero-to-gpt/lesson-kit/run';

/** Not there yet. */
export function arrayTable(_value: unknown, _bundle: MimeBundle): string | undefined {
  return undefined;
}
