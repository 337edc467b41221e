/** Sampled text, safe for a terminal: control characters that would move its cursor or change its colours become `·`. */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .replace(/[^\P{Cc}\n]/gu, '·');
}
