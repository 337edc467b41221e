import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lacks, python } from '@zero-to-gpt/build/needs';
import { cpu, Random, tidy } from '@zero-to-gpt/linalg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gap, type RecurrentCase, type Solved, solve } from '../test/pytorch-case.ts';

const fixtures = join(import.meta.dirname, '../test/fixtures');

/** Different sizes from seed to seed; a state that is not zero, and slopes of the state after the last step. */
function drawCases(seed: number): RecurrentCase[] {
  const random = new Random(seed);
  const kinds = [{ kind: 'RNN' }, { kind: 'RNN', nonlinearity: 'relu' }, { kind: 'GRU' }, { kind: 'LSTM' }] as const;
  return kinds.map((kind) => {
    const [B, T, inputs, hidden] = [1, 1, 1, 1].map(() => 1 + random.int(7)) as [number, number, number, number];
    const nested = (...shape: number[]) => {
      using x = random.normal(shape, { dtype: 'float64' });
      return x.toArray();
    };
    const cell = kind.kind === 'LSTM' ? { c: nested(B, hidden), dc: nested(B, hidden) } : {};
    const state = { h: nested(B, hidden), dh: nested(B, hidden), ...cell };
    return { ...kind, inputs, hidden, x: nested(B, T + 2, inputs), dy: nested(B, T + 2, hidden), ...state };
  });
}

describe.skipIf(lacks('pytorch'))('against live PyTorch', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-rnn-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Cases through PyTorch, by way of two files. */
  function askPyTorch(cases: readonly (RecurrentCase & Partial<Solved>)[]): (RecurrentCase & Solved)[] {
    const [sent, answered] = ['sent.json', 'answered.json'].map((name) => join(folder, name)) as [string, string];
    writeFileSync(sent, JSON.stringify(cases));
    runPython('run', sent, answered);
    return JSON.parse(readFileSync(answered, 'utf8')) as (RecurrentCase & Solved)[]; // as make.py writes it
  }

  test('weights drawn here give the same results and slopes when PyTorch loads them', () => {
    const cases = [1, 2, 3, 4, 5].flatMap(drawCases);
    const ours = cases.map((given) => plainly(() => solve(given, cpu)));
    const theirs = askPyTorch(cases.map((given, i) => ({ ...given, weights: ours[i]!.weights })));
    const gaps = cases.map((_, i) => gap(ours[i]!, answerOf(theirs[i]!)));
    for (const [i, distance] of gaps.entries()) expect(distance, JSON.stringify(cases[i])).toBeLessThan(1e-9);
    console.log(`ours to PyTorch: ${gaps.length} layers, largest gap ${Math.max(...gaps).toExponential(1)}`);
  });

  test('weights drawn by PyTorch give the same results and slopes when they are loaded here', () => {
    const cases = [6, 7, 8, 9, 10].flatMap(drawCases);
    const theirs = askPyTorch(cases);
    const gaps = theirs.map((given) =>
      gap(
        plainly(() => solve(given, cpu, given.weights)),
        answerOf(given),
      ),
    );
    for (const [i, distance] of gaps.entries()) expect(distance, JSON.stringify(cases[i])).toBeLessThan(1e-9);
    console.log(`PyTorch to ours: ${gaps.length} layers, largest gap ${Math.max(...gaps).toExponential(1)}`);
  });

  test.each([
    { chapter: 'dense', names: ['layers', 'losses'] },
    { chapter: 'rnn', names: ['golden'] },
  ])('the committed fixtures of $chapter are what their script writes', ({ chapter, names }) => {
    const committed = join(import.meta.dirname, `../../${chapter}/test/fixtures`);
    execFileSync(python, [join(committed, 'make.py'), folder], { env: environment });
    for (const name of names) {
      const [found, wanted] = [folder, committed].map((each) =>
        numbersOf(readFileSync(join(each, `${name}.json`), 'utf8')),
      );
      expect(found!.length).toBe(wanted!.length);
      expect(Math.max(...found!.map((x, i) => Math.abs(x - wanted![i]!)))).toBeLessThan(1e-9);
    }
  });
});

const environment = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1' };

function runPython(...args: readonly string[]): void {
  execFileSync(python, [join(fixtures, 'make.py'), ...args], { env: environment });
}

/** What a function returns, with the arrays that it made freed. */
function plainly<T>(f: () => T): T {
  let result: { readonly value: T } | null = null;
  tidy(() => {
    result = { value: f() };
  });
  return (result as unknown as { readonly value: T }).value; // set in the line above
}

/** The answers alone. */
function answerOf({ weights, y, lastH, lastC, dx, firstDh, firstDc, gradients }: Solved): Solved {
  const cell = { ...(lastC && { lastC }), ...(firstDc && { firstDc }) };
  return { weights, y, lastH, dx, firstDh, gradients, ...cell };
}

/** All numbers of a JSON text, in order. */
function numbersOf(text: string): number[] {
  const found: number[] = [];
  JSON.parse(text, (_, value) => {
    if (typeof value === 'number') found.push(value);
    return value as unknown;
  });
  return found;
}
