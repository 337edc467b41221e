import { linkCell, valueName } from '@zero-to-gpt/lesson-kit/run';
import type { Request } from '../shared/protocol.ts';
import type { Desk } from './desk.ts';
import type { Run } from './run.ts';

/** Links a cell, runs it, shows its value and keeps its names; those of its last run go. */
export async function runCell(
  desk: Desk,
  run: Run,
  { cell, code, page }: Extract<Request, { type: 'run' }>,
): Promise<void> {
  const { cells, modules, packages } = desk;
  const old = cells.forget(cell);
  if (old !== undefined) modules.forget(old);
  const resolve = (name: string) => packages.resolve(name);
  const linked = linkCell(code, { url: '', prior: cells.prior(cell, page), resolve });
  const url = modules.make(linked.code);
  run.linked = { code: linked.code, url };
  desk.settle(run, url);
  let kept = false;
  try {
    const module = await modules.load(url);
    if (run.gone) return;
    desk.showValue(module[valueName]);
    const names = new Map([...linked.names].map(([name, binding]) => [name, { ...binding, url }]));
    cells.keep(cell, { url, names, module });
    kept = names.size > 0;
  } finally {
    if (!kept) modules.forget(url);
  }
}
