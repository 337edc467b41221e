// a program for a page or a process: `loaded` gives what a loader with so many workers hands out in two epochs and a half
import { DataLoader } from '../../src/data/data-loader.ts';
import type { HostTensor } from '../../src/data/host-tensor.ts';
import { pairs } from './pairs.ts';

/** Batches, or the error that came instead. */
async function loaded(count: number, module: string, broken = -1): Promise<unknown> {
  const workers = count > 0 ? { workers: { module, count, data: broken } } : {};
  using loader = new DataLoader(pairs(broken), { batchSize: 4, shuffle: true, seed: 2, endless: true, ...workers });
  const batches: unknown[] = [];
  try {
    for await (const { x, name } of loader as AsyncIterable<{ x: HostTensor; name: string[] }>)
      if (batches.push([x.shape, [...x.data], name]) === 15) break;
  } catch (error) {
    batches.push(String(error));
  }
  return { batches, state: loader.state };
}

/** Leaves a loop in the middle and never closes the loader. */
async function left(module: string): Promise<string> {
  const loader = new DataLoader(pairs(), { batchSize: 4, workers: { module, count: 2, data: -1 } });
  for await (const _ of loader) break;
  return JSON.stringify(loader.state);
}

Object.assign(globalThis, { loaded, left });
