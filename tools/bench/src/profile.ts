// npm run profile -- step [--threads N] [--model small|big] [--dropout P] [--turbo] [--json]
// Where the time of a GPT's training step goes. Clocks stand around the device's kernels, in turns with steps without
// them, so that the sum can be held against the step as it is.

import { parseArgs } from 'node:util';
import { account, accountTable } from './profile/account.ts';
import { measure } from './profile/measure.ts';
import { big, small, type Workload } from './training.ts';

const workloads: Readonly<Record<string, Workload>> = { small, big };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      threads: { type: 'string', default: '1' },
      model: { type: 'string', default: 'small' },
      dropout: { type: 'string', default: '0' },
      turbo: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals.length > 1 || (positionals[0] ?? 'step') !== 'step')
    throw new RangeError(`Cannot profile ${positionals.join(' ')}: there is step`);
  const workload = workloads[values.model];
  if (!workload) throw new RangeError(`Cannot profile ${values.model}: there are ${Object.keys(workloads).join(', ')}`);
  const { turbo } = values;
  const model = { ...workload, dropout: Number(values.dropout) };
  const result = account(await measure(model, { threads: Number(values.threads), turbo }));
  console.log(values.json ? JSON.stringify(result, null, 2) : accountTable(result));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
