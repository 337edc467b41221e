/** Which text stands on which background somewhere on the site: names of tokens without `--zg-`. */
export const textPairs: readonly (readonly [text: string, background: string])[] = [
  ...pairs(['text', 'muted', 'accent', 'accent-hover', 'warm', 'ok', 'bad'], ['bg', 'bg-soft', 'bg-raised', 'code-bg']),
  ...pairs(['text', 'keyword', 'string', 'number', 'comment', 'function', 'type'], ['code-bg', 'bg', 'bg-raised']),
  ...pairs(['text', 'accent'], ['accent-soft']),
  ...pairs(['text', 'warm'], ['warm-soft']),
  ...pairs(['text', 'ok'], ['ok-soft']),
  ...pairs(['text', 'bad'], ['bad-soft']),
  ...pairs(['on-accent'], ['accent', 'accent-hover']),
];

/** Lines, rings and marks that carry meaning: 3 to 1 is asked of them. */
export const graphicPairs: readonly (readonly [mark: string, background: string])[] = pairs(
  ['border-strong', 'focus', 'chart-1', 'chart-2', 'chart-3', 'chart-4'],
  ['bg', 'bg-soft', 'bg-raised'],
);

function pairs(front: readonly string[], back: readonly string[]): readonly (readonly [string, string])[] {
  return back.flatMap((b) => front.map((f) => [f, b] as const));
}
