// What the JavaScript peers share: the packages come from the folder in argv[2], requests from stdin, answers to stdout.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** `require` of the folder that the peers are installed in. */
export const require = createRequire(join(process.argv[2], 'package.json'));

/**
 * Answers each line of JSON `{ [operation]: sizes }` with what `handlers[operation](sizes)` gives, or with `{ error }`.
 * Peers answer with numbers in the unit that the row wants.
 */
export async function serve(handlers) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [[operation, sizes]] = Object.entries(JSON.parse(line));
    let answer;
    try {
      answer = await handlers[operation](sizes);
    } catch (error) {
      answer = { error: error instanceof Error ? error.message : String(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  process.exit(); // whatever threads the peer still has
}

/** GFLOP/s of `repeats` products of m × k and k × n, after one that does not count. */
export async function rate({ m, n, k, repeats }, run) {
  const milliseconds = await time(repeats, run);
  return (2e-6 * m * n * k) / milliseconds;
}

/** Milliseconds of a call, as the mean of `repeats`. */
export async function time(repeats, run) {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) await run();
  return (performance.now() - start) / repeats;
}

/** Nanoseconds an element of an array that takes so many milliseconds. */
export function perElement(shape, milliseconds) {
  return (1e6 * milliseconds) / shape.reduce((a, b) => a * b, 1);
}

/** Makes a thing at the first call for these sizes and gives the same again after that. */
export function once(make) {
  const made = new Map();
  return (sizes) => {
    const { repeats, ...rest } = sizes;
    const key = JSON.stringify(rest);
    if (!made.has(key)) made.set(key, make(rest));
    return made.get(key);
  };
}
