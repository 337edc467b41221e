import type { Calls } from './calls.ts';
import { CheckError } from './check-error.ts';
import type { WhatOptions } from './shape.ts';
import { isTodo } from './todo.ts';
import { article, describe, formatValue, isPromise } from './words.ts';

/** Which error is wanted. */
export interface ThrowsOptions extends WhatOptions {
  /** A pattern that the message matches, or text that is part of it. */
  readonly message?: RegExp | string;
  /** Its class, such as `RangeError`. */
  readonly type?: abstract new (
    ...args: never[]
  ) => Error;
}

/** Ends the step where `body` does not throw, or throws another error; for an async body the promise is to be awaited. */
export function throws(body: () => unknown, options: ThrowsOptions, calls: Calls): void | Promise<void> {
  let result: unknown;
  try {
    result = body();
  } catch (error) {
    compare(error, options, calls);
    return;
  }
  if (!isPromise(result)) throw nothing(result, options, calls);
  return Promise.resolve(result).then(
    (value) => {
      throw nothing(value, options, calls);
    },
    (error: unknown) => compare(error, options, calls),
  );
}

function nothing(result: unknown, options: ThrowsOptions, calls: Calls): CheckError {
  const came = result === undefined ? '' : `${formatValue(result)} came back and `;
  return new CheckError('throw', `${phrase(options)} is wanted here, but ${came}nothing was thrown`, [
    calls.describe(),
  ]);
}

function compare(error: unknown, options: ThrowsOptions, calls: Calls): void {
  if (error instanceof CheckError || isTodo(error)) throw error;
  const { message, type } = options;
  const found = error instanceof Error ? `${article(error.name)} ("${error.message}")` : describe(error);
  const fail = (text: string): CheckError => new CheckError('throw', text, [calls.describe()]);
  if (!(error instanceof Error))
    throw fail(
      `${phrase(options)} is wanted here, but ${found} was thrown: write \`throw new ${type?.name ?? 'Error'}(…)\``,
    );
  if (type && error.name !== type.name && !isA(error, type))
    throw fail(`${phrase(options)} is wanted here, but ${found} was thrown`);
  if (
    message !== undefined &&
    !(typeof message === 'string' ? error.message.includes(message) : message.test(error.message))
  )
    throw fail(
      `The error says "${error.message}", but it should say ${typeof message === 'string' ? `"${message}"` : `something like ${message.source}`}`,
    );
}

function phrase({ type, what }: ThrowsOptions): string {
  const name = type ? article(type.name) : 'an error';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${what ? ` (${what})` : ''}`;
}

const isA = (error: Error, type: abstract new (...args: never[]) => Error): boolean => error instanceof type;
