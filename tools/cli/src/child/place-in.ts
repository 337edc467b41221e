/** The first place in an error's stack that lies in a folder, packages and our own entry apart: `path:line:column` from there. */
export function placeIn(error: unknown, folder: string): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const start = `${folder.replaceAll('\\', '/')}/`;
  for (const line of stack
    .replaceAll('\\', '/')
    .split('\n')
    .filter((text) => /^\s+at /.test(text))) {
    const from = line.indexOf(start);
    const place = from < 0 ? null : /^(.+?:\d+:\d+)\)?$/.exec(line.slice(from + start.length));
    if (place?.[1] && !place[1].includes('node_modules/') && !place[1].startsWith('zero-to-gpt:')) return place[1];
  }
  return undefined;
}
