// npm run bench -- [NAME …] [--json] [--only PREFIX] [--write] [--setup] [--list]
// Runs the benchmarks of those names (all without one), one after the other, and prints a Markdown table;
// with --json the array of rows alone on stdout. --only measures the rows whose id begins so, where the benchmark can
// choose. --write also writes BENCHMARKS.md. What else there is to say goes to stderr.

import { renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchContext, BenchModule } from '@zero-to-gpt/build/bench';
import type { NotedRow } from './comparison.ts';
import { choose, findPrograms } from './find.ts';
import { describeLoad, describeMachine, load } from './machine.ts';
import { report } from './report.ts';
import { table } from './table.ts';

/** What a benchmark may use beyond `BenchContext`. */
export interface RunContext extends BenchContext {
  /** Measure rows only whose id begins so. */
  readonly only: string;
  /** Adds a line to the description of the run: a peer's version. */
  fact(line: string): void;
}

const root = join(import.meta.dirname, '../../..');

async function open(file: string): Promise<BenchModule> {
  const found = (await import(pathToFileURL(join(root, file)).href)) as Partial<BenchModule>;
  if (typeof found.bench !== 'function') throw new TypeError(`Cannot run ${file}: it exports no function \`bench\``);
  return found as BenchModule; // checked in the line above
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      only: { type: 'string', default: '' },
      write: { type: 'boolean', default: false },
      setup: { type: 'boolean' },
      list: { type: 'boolean' },
    },
  });
  const { only, write } = values;
  if (write && only) throw new RangeError('Cannot write BENCHMARKS.md from a part of the rows: leave out --only');
  const all = findPrograms(root, 'bench');
  const files = choose(all, positionals);
  if (values.list) return console.log([...all].map(([name, file]) => `${name}  ${file}`).join('\n'));

  const rows: NotedRow[] = [];
  const facts = describeMachine();
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const fact = (line: string) => {
    if (!facts.includes(line)) facts.push(line);
    log(line);
  };
  facts.forEach(log);
  const before = load();
  const context: RunContext = { log, only, fact };
  for (const file of files) {
    const module = await open(file);
    if (values.setup) await module.setup?.(context);
    else rows.push(...(await module.bench(context)));
  }
  if (values.setup) return;
  fact(describeLoad({ before, after: load() }, availableParallelism()));
  console.log(values.json ? JSON.stringify(rows, null, 2) : table(rows));
  if (write) {
    const path = join(root, 'BENCHMARKS.md');
    const command = ['npm run bench --', ...positionals, '--write'].join(' ');
    writeFileSync(`${path}.tmp`, report({ command, facts, rows }));
    renameSync(`${path}.tmp`, path);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
