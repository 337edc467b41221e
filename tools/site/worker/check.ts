import type { Check, CheckResult, Failure } from '@zero-to-gpt/check';
import { linkModule } from '@zero-to-gpt/lesson-kit/run';
import type { Request } from '../shared/protocol.ts';
import { allowedOnly } from './allowed.ts';
import { explainWell } from './explain.ts';
import { placeIn } from './place.ts';
import type { Run } from './run.ts';
import type { Workshop } from './workshop.ts';

/** What is wrong before the first step runs. */
const reading = 'reading your code';

/** Runs the check of an exercise on a learner's code. Whatever the code does, a result comes back. */
export async function runCheck(
  run: Run,
  shop: Workshop,
  { exercise, check, code, allowed }: Extract<Request, { type: 'check' }>,
  onStep: (name: string) => void,
): Promise<CheckResult> {
  const { modules, packages } = shop;
  const theCheck = ((await modules.load(check)) as { default: Check }).default; // what every check.ts exports
  const id = exercise.split('/').at(-1)!;
  const failed = async (error: unknown, kind: Failure['kind']): Promise<CheckResult> => {
    const { name, message, line, column, cure } = await explainWell(error, run, shop);
    const failure: Failure = {
      ...{ step: reading, kind },
      message: /^(?:SyntaxError|ImportError)$/.test(name) ? message : `${name}: ${message}`,
      ...(cure !== undefined && { detail: cure }),
      ...(line !== undefined && { at: `${id}.ts:${line}:${column ?? 1}` }),
    };
    return { id: exercise, total: 0, steps: [], failure };
  };

  let url: string;
  try {
    const linked = linkModule(code, (name) => {
      allowedOnly(name, allowed);
      return packages.resolve(name);
    });
    url = shop.make(run, linked);
  } catch (error) {
    return failed(error, 'syntax');
  }
  try {
    let module: Readonly<Record<string, unknown>>;
    try {
      module = await modules.load(url);
    } catch (error) {
      return failed(error, error instanceof SyntaxError ? 'syntax' : 'throw');
    }
    const result = await theCheck.run(module, { onStep, file: url });
    return { ...result, ...(result.failure && { failure: inTheirCode(result.failure, run, `${id}.ts`) }) };
  } finally {
    modules.forget(url);
  }
}

/** The failure with places in the learner's code, not in the module that was made of it. */
function inTheirCode({ at, ...failure }: Failure, run: Run, file: string): Failure {
  const [, line, column] = /:(\d+):(\d+)$/.exec(at ?? '') ?? [];
  const place = line === undefined ? undefined : placeIn(run, Number(line), Number(column));
  const clean = (text: string): string => text.replaceAll(run.linked!.url, file); // it was linked to run
  return {
    ...failure,
    message: clean(failure.message),
    ...(failure.detail !== undefined && { detail: clean(failure.detail) }),
    ...(place && { at: `${file}:${place.line}:${place.column ?? 1}` }),
  };
}
