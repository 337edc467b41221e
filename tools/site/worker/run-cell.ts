import { linkCell, valueName } from '@zero-to-gpt/lesson-kit/run';
import type { Run } from './run.ts';
import type { Workshop } from './workshop.ts';

/** Links a cell, runs it, shows its value and keeps its names; those of its last run go. */
export async function runCell(run: Run, shop: Workshop, showValue: (value: unknown) => void): Promise<void> {
  const { cells, modules, packages } = shop;
  const old = cells.forget(run.cell);
  if (old !== undefined) modules.forget(old);
  const resolve = (name: string) => packages.resolve(name);
  const linked = linkCell(run.code, { url: '', prior: cells.prior(run.cell, run.page), resolve });
  const url = shop.make(run, linked.code);
  let kept = false;
  try {
    const module = await modules.load(url);
    if (run.gone) return;
    showValue(module[valueName]);
    const names = new Map([...linked.names].map(([name, binding]) => [name, { ...binding, url }]));
    cells.keep(run.cell, { url, names, module });
    kept = names.size > 0;
  } finally {
    if (!kept) modules.forget(url);
  }
}
