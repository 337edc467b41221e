/**
 * `path:line:column` of the learner's line in a stack trace: the first frame whose path holds `file`, or, where no file
 * is named, the first that is neither the host's, nor a package's, nor the check's own. Undefined where there is none.
 */
export function locate(error: unknown, file?: string): string | undefined {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined;
  for (const line of error.stack.split('\n')) {
    const frame = /^\s*at (?:.*\()?(.+:\d+:\d+)\)?$/.exec(line)?.[1] ?? /^[^@]*@(.+:\d+:\d+)$/.exec(line)?.[1];
    if (frame === undefined) continue;
    const place = readable(frame.replace(/^(?:async )?(?:file:\/\/(?=\/))?/, ''));
    if (file === undefined ? !foreign.test(place) : place.includes(file)) return place;
  }
  return undefined;
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
