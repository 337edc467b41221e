import { placeIn } from './place-in.ts';
import { collect, type Words } from './small-test.ts';

/** A chapter's conformance suite. */
export interface Suite {
  conformance(implementation: unknown, words: Words): void;
  /** What an implementation must export. */
  readonly names: readonly string[];
}

/** What became of one test. */
export interface Tested {
  readonly name: string;
  readonly ok: boolean;
  /** Why it failed. */
  readonly message?: string;
  /** `path:line:column` in the learner's code. */
  readonly at?: string;
}

/** What became of a suite. */
export interface Conformed {
  /** Names that the module does not export; no test is run then. */
  readonly missing: readonly string[];
  /** How many tests there are. */
  readonly total: number;
  /** Those that were run. */
  readonly tests: readonly Tested[];
}

type Loaded = Record<string, unknown>;
const tell = (message: unknown, then?: () => void): void => void process.send?.(message, undefined, undefined, then);

/** Runs a chapter's suite on the learner's module; ends at the first failure unless all are wanted. */
export async function conform(
  load: { suite(): Promise<Loaded>; mine(): Promise<Loaded> },
  { all, only = 'tests' }: { readonly all: boolean; readonly only?: 'tests' | 'names' },
): Promise<void> {
  const end = (result: Conformed): void => tell({ result }, () => process.exit(0));
  const tests: Tested[] = [];
  let total = 0;
  let now = 'reading your module';
  const failed = (name: string, error: unknown): Tested => {
    const at = placeIn(error, process.cwd());
    return { name, ok: false, message: error instanceof Error ? error.message : String(error), ...(at && { at }) };
  };
  process.once('uncaughtException', (error) => end({ missing: [], total, tests: [...tests, failed(now, error)] }));
  try {
    const mine = await load.mine();
    const { conformance, names } = (await load.suite()) as unknown as Suite; // what every chapter exports there
    const missing = names.filter((name) => mine[name] === undefined);
    if (missing.length > 0 || only === 'names') return end({ missing, total: 0, tests });
    const declared = collect((words) => conformance(mine, words));
    total = declared.length;
    for (const { name, body } of declared) {
      now = name;
      tell({ step: name });
      try {
        await body();
        tests.push({ name, ok: true });
      } catch (error) {
        tests.push(failed(name, error));
        if (!all) break;
      }
    }
    end({ missing, total, tests });
  } catch (error) {
    end({ missing: [], total, tests: [...tests, failed(now, error)] });
  }
}
