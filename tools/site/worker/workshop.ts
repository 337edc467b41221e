import { Cells } from './cells.ts';
import type { Modules } from './modules.ts';
import type { Surroundings } from './names.ts';
import { Packages } from './packages.ts';
import type { Run } from './run.ts';

/** What cells are made with and what they have left: modules, packages, names. */
export class Workshop {
  readonly cells: Cells = new Cells();
  readonly modules: Modules;
  packages: Packages = new Packages();
  /** The last run of each cell, by the address of its module. */
  readonly #runs = new Map<string, Run>();

  constructor(modules: Modules) {
    this.modules = modules;
  }

  /** Makes a run's module. */
  make(run: Run, code: string): string {
    const url = this.modules.make(code);
    run.linked = { code, url };
    this.#runs.set(url, run);
    return url;
  }

  /** The run whose module lies there. */
  runAt(url: string): Run | undefined {
    return this.#runs.get(url);
  }

  /** The run in whose code an error was made. */
  runIn(stack: string): Run | undefined {
    for (const [url, run] of this.#runs) if (stack.includes(url)) return run;
    return undefined;
  }

  /** Parts with the earlier runs of a cell: their timers end. */
  leave(cell: string, clear: (timer: number) => void): void {
    for (const [url, run] of this.#runs)
      if (run.cell === cell) {
        run.leave(clear);
        this.#runs.delete(url);
      }
  }

  /** The names of a package; none where it cannot be loaded. */
  async exportsOf(specifier: string): Promise<readonly string[]> {
    try {
      return Object.keys(await this.modules.load(this.packages.resolve(specifier)));
    } catch {
      return [];
    }
  }

  /** What a failed run could have used. */
  around(run: Run): Surroundings {
    const page = run.page ?? [];
    const prior = this.cells.prior(run.cell, run.page);
    return {
      ...{ page, cell: run.cell, names: new Set(prior.keys()) },
      isDone: (cell) => this.cells.isDone(cell),
      value: (name) => this.cells.value(name, prior.get(name)),
      exports: (specifier) => this.exportsOf(specifier),
      specifiers: [...new Set([...this.packages.used, ...searched.filter((name) => this.packages.has(name))])],
    };
  }
}

/** Packages that are small enough to be searched though no cell has asked for them. */
const searched = ['@zero-to-gpt/linalg', '@zero-to-gpt/lesson-kit/cell'];
