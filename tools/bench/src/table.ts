import type { Row } from '@zero-to-gpt/build/bench';

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['benchmark', 'ours', 'peer', 'unit', 'ratio', 'spread'],
    ['---', '---:', '---:', '---', '---:', '---:'],
    ...rows.map((r) => [
      r.id,
      digits(r.ours),
      digits(r.peer),
      r.unit,
      `${digits(r.ratio)}×`,
      `${(100 * r.spread).toFixed(1)} %`,
    ]),
  ];
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)));
  const pad = (text: string, i: number) => {
    if (/^-+:?$/.test(text)) return text.replace(/^-+/, (s) => s.padEnd(s.length + widths[i]! - text.length, '-'));
    return i === 0 || i === 3 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!);
  };
  return cells.map((row) => `| ${row.map(pad).join(' | ')} |`).join('\n');
}

/** Three significant digits, without an exponent. */
const digits = (x: number): string =>
  x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x >= 1 ? x.toFixed(2) : x.toFixed(3);
