// npm run bench -- [NAME …] [--json] [--setup] [--list]
// Runs the benchmarks of those names (all without one), one after the other, and prints a Markdown table;
// with --json the array of rows alone on stdout. What else there is to say goes to stderr.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { BenchContext, BenchModule, Row } from '@zero-to-gpt/build/bench';
import { choose, findPrograms } from './find.ts';
import { table } from './table.ts';

const root = join(import.meta.dirname, '../../..');
const context: BenchContext = { log: (line) => void process.stderr.write(`${line}\n`) };

async function load(file: string): Promise<BenchModule> {
  const found = (await import(pathToFileURL(join(root, file)).href)) as Partial<BenchModule>;
  if (typeof found.bench !== 'function') throw new TypeError(`Cannot run ${file}: it exports no function \`bench\``);
  return found as BenchModule; // checked in the line above
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, setup: { type: 'boolean' }, list: { type: 'boolean' } },
  });
  const all = findPrograms(root, 'bench');
  const files = choose(all, positionals);
  if (values.list) return console.log([...all].map(([name, file]) => `${name}  ${file}`).join('\n'));

  const rows: Row[] = [];
  for (const file of files) {
    const module = await load(file);
    if (values.setup) await module.setup?.(context);
    else rows.push(...(await module.bench(context)));
  }
  if (!values.setup) console.log(values.json ? JSON.stringify(rows, null, 2) : table(rows));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
