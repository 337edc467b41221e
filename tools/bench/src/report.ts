import type { NotedRow } from './comparison.ts';
import { table } from './table.ts';

/** What BENCHMARKS.md is made of. */
export interface Report {
  /** The command that measured. */
  readonly command: string;
  /** The machine, the peers, the load: a line each. */
  readonly facts: readonly string[];
  /** What was measured. */
  readonly rows: readonly NotedRow[];
}

/** The text of BENCHMARKS.md. */
export function report({ command, facts, rows }: Report): string {
  return `# Benchmarks

Written by \`${command}\`.
A ratio is our speed ÷ the peer's, measured in turns in one run: above 1 we are faster. The spread is the interquartile
range of the rounds' ratios ÷ their median. Absolute figures vary from machine to machine: quote ratios.
tools/bench/README.md says what each row measures and how.

${facts.map((fact) => `- ${fact}`).join('\n')}

${table(rows)}
`;
}
