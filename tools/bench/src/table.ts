import type { NotedRow } from './comparison.ts';

/** The rows as a Markdown table, and below it what some of them have to say. */
export function table(rows: readonly NotedRow[]): string {
  const cells = [
    ['benchmark', 'ours', 'peer', 'unit', 'ratio', 'spread'],
    ['---', '---:', '---:', '---', '---:', '---:'],
    ...rows.map((r) => [
      r.id,
      digits(r.ours),
      digits(r.peer),
      r.unit,
      measured(r.ratio, `${digits(r.ratio)}×`),
      measured(r.spread, `${(100 * r.spread).toFixed(1)} %`),
    ]),
  ];
  const notes = rows.flatMap(({ id, note }) => (note ? [`- \`${id}\`: ${note}`] : []));
  return [alignedTable(cells), ...(notes.length > 0 ? [`\n${notes.join('\n')}`] : [])].join('\n');
}

/** Cells as a Markdown table whose columns are as wide as their widest cell. The second row says how they are aligned: `---` or `---:`. */
export function alignedTable(cells: readonly (readonly string[])[]): string {
  const alignment = cells[1]!;
  const widths = alignment.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)));
  const pad = (text: string, i: number) => {
    if (/^-+:?$/.test(text)) return text.replace(/^-+/, (s) => s.padEnd(s.length + widths[i]! - text.length, '-'));
    return alignment[i]!.endsWith(':') ? text.padStart(widths[i]!) : text.padEnd(widths[i]!);
  };
  return cells.map((row) => `| ${row.map(pad).join(' | ')} |`).join('\n');
}

/** Three significant digits, without an exponent; a dash for what was not measured. */
export function digits(x: number): string {
  return measured(x, x.toFixed(x >= 100 ? 0 : x >= 10 ? 1 : x >= 1 ? 2 : 3));
}

function measured(x: number, text: string): string {
  return Number.isNaN(x) ? '—' : text;
}
