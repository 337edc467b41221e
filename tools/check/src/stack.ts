/**
 * `path:line:column` of the learner's line in a stack trace: the first frame whose path holds `file`, or, where no file
 * is named, the first that is neither the host's, nor a package's, nor the check's own. Undefined where there is none.
 */
export function locate(error: unknown, file?: string): string | undefined {
  return frames(error).find((place) => (file === undefined ? !foreign.test(place) : place.includes(file)));
}

/** Whether an error was made in a file itself, not in something that the file called. */
export function madeIn(error: unknown, file: string): boolean {
  return frames(error)[0]?.includes(file) ?? false;
}

/** `path:line:column` of each frame, the innermost first. */
function frames(error: unknown): string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  return error.stack.split('\n').flatMap((line) => {
    const frame = /^\s*at (?:.*\()?(.+:\d+:\d+)\)?$/.exec(line)?.[1] ?? /^[^@]*@(.+:\d+:\d+)$/.exec(line)?.[1];
    return frame === undefined ? [] : [readable(frame.replace(/^(?:async )?(?:file:\/\/(?=\/))?/, ''))];
  });
}

const foreign =
  /^node:|\/node_modules\/|\/tools\/check\/src\/|\/packages\/[^/]+\/(?:src|dist)\/|\/check\.ts[:?]|<anonymous>/;

/** Paths with spaces and accents as they are written. */
function readable(place: string): string {
  try {
    return decodeURI(place);
  } catch {
    return place;
  }
}
