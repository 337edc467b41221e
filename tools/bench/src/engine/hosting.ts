import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { small, startTraining } from '../training.ts';
import { installedModule } from './peers.ts';
import type { Section } from './section.ts';

/** How the engine does as a guest: on a busy machine, and at the start of a program. */
export async function hosting(section: Section): Promise<void> {
  await section.row('gpt-small-oversubscribed.2t/quiet', () => {
    const hogs = startHogs(availableParallelism());
    const training = startTraining(small, { steps: 5, device: section.device(2) });
    return {
      async ours() {
        hogs.wake();
        try {
          return await training.run();
        } finally {
          hogs.rest();
        }
      },
      peer: () => training.run(),
      close: async () => [hogs.end(), await training[Symbol.asyncDispose]()],
    };
  });
  await section.row('import-linalg/tfjs-core', () => ({
    ours: () => importTime('@zero-to-gpt/linalg'),
    peer: () => importTime(installedModule('@tensorflow/tfjs-core')),
  }));
}

/** Programs that compute for nothing, one a core: with ours, twice as many threads as cores want to run. */
function startHogs(count: number): { wake(): void; rest(): void; end(): void } {
  const hogs = Array.from({ length: count }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  const all = (signal: NodeJS.Signals) => () => hogs.forEach((hog) => void hog.kill(signal));
  all('SIGSTOP')();
  return { wake: all('SIGCONT'), rest: all('SIGSTOP'), end: all('SIGKILL') };
}

/** Milliseconds that a fresh process takes to import a module. */
function importTime(specifier: string): number {
  const program = `const start = performance.now();
    await import(${JSON.stringify(specifier)});
    console.log(performance.now() - start);`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...process.execArgv, '--input-type=module', '--eval', program],
    { cwd: import.meta.dirname, encoding: 'utf8' },
  );
  const milliseconds = Number(stdout);
  if (!(milliseconds > 0)) throw new Error(`Cannot import ${specifier}: ${stderr}`);
  return milliseconds;
}
