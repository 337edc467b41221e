import type { Call, Calls } from './calls.ts';
import { CheckError } from './check-error.ts';
import { cureOf } from './cures.ts';
import type { Failure } from './result.ts';
import { locate, madeIn } from './stack.ts';
import { isTodo } from './todo.ts';
import { article, describe, isPromise } from './words.ts';

/** Turns whatever ended a step into words. `module` is the learner's, `file` a part of the path of its file. */
export function failureOf(
  error: unknown,
  step: string,
  { calls, module, file }: { calls: Calls; module: object; file: string | undefined },
): Failure {
  const at = locate(error, file);
  const where = at === undefined ? {} : { at };
  const details = (lines: readonly string[]): { detail?: string } =>
    lines.length > 0 ? { detail: lines.join('\n') } : {};
  if (error instanceof CheckError) return { step, kind: error.kind, message: error.message, ...details(error.detail) };
  if (isTodo(error)) return { step, kind: 'todo', message: error.message, ...where };

  const { last } = calls;
  const call = last ? [calls.describe()] : [];
  const own = last !== undefined && last.error === error;
  if (!own && error instanceof TypeError && (file === undefined || !madeIn(error, file))) {
    const message = missingExport(error, module, last) ?? (last && unusable(error, last));
    if (message !== undefined) return { step, kind: 'type', message, ...details(call) };
  }
  const who = own ? last.name : 'The code';
  if (!(error instanceof Error))
    return {
      step,
      kind: 'throw',
      message: `${who} threw ${describe(error)}: write \`throw new Error(…)\``,
      ...details(call),
    };
  const [first, ...more] = `${who} threw ${article(error.name)}: ${error.message}`.split('\n');
  const cure = cureOf(error);
  return { step, kind: 'throw', message: first!, ...details([...more, ...(cure ? [cure] : []), ...call]), ...where };
}

/** "matmul is not a function", where the learner's file exports nothing of that name. Bundlers put a number behind names. */
function missingExport(error: Error, module: object, last: Call | undefined): string | undefined {
  const [, object, called, kind] = /^([\w$]+\.)?([\w$]+) is not a (function|constructor)/.exec(error.message) ?? [];
  if (called === undefined || (object !== undefined && last)) return undefined; // the result of the call may lack that method
  const wanted = kind === 'constructor' ? 'class' : 'function';
  const names = Object.keys(module);
  const name = called in module ? called : called.replace(/\d+$/, '');
  if (!(name in module)) {
    const others = names.length > 0 ? `, only ${names.join(', ')}` : ' and nothing else';
    return `The file exports no ${name}${others}: write \`export ${wanted} ${name}\``;
  }
  const value: unknown = new Map(Object.entries(module)).get(name);
  return typeof value === 'function'
    ? undefined
    : `The export ${name} is ${describe(value)}, but a ${wanted} is wanted`;
}

/** The check read something of the last result that is not there. */
function unusable(error: Error, { name, result, ...call }: Call): string | undefined {
  if ('error' in call) return undefined;
  if (result === undefined || result === null)
    return `${name} gave ${String(result)}: is a \`return\` missing in ${name}?`;
  if (isPromise(result)) return `${name} gave a promise: write \`${name}\` without \`async\``;
  const method = /\.([\w$]+) is not a function/.exec(error.message)?.[1];
  if (method === undefined || (typeof result === 'object' && method in result)) return undefined;
  return `${name} gave ${describe(result)}, which has no \`${method}\``;
}
