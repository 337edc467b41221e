import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { lacks, python } from '@zero-to-gpt/build/needs';
import { linalg, type NDArray } from '@zero-to-gpt/linalg';
import { beforeAll, describe, expect, test } from 'vitest';
import { exponentOf, scaled } from '../test/linalg/backward-error.ts';
import {
  type Case,
  definiteFamily,
  generalFamily,
  random,
  regularFamily,
  symmetricFamily,
} from '../test/linalg/families.ts';

interface Question {
  readonly name: string;
  readonly n: number;
  readonly routine: string;
  readonly inputs: readonly NDArray[];
  readonly outputs: readonly NDArray[];
}

const rightSide = (a: NDArray) => scaled(random(a.shape[0]!, 3, 77), -exponentOf(a));
const unit = ({ name, a }: Case): Case => ({ name, a: scaled(a, exponentOf(a)) });
/** Not among the smallest numbers there are: those have few digits, and results are as coarse. */
const ordinary = ({ name }: Case) => name.split(',')[0] !== 'subnormal';
const large = [60, 120].map((n) => ({ name: `random ${n}`, a: random(n, n, n) }));

/** The routines, each on its matrices: what went in and what came out. */
const routines: readonly (readonly [string, readonly Case[], (a: NDArray) => readonly [NDArray[], NDArray[]]])[] = [
  [
    'solve',
    [...regularFamily(), ...large].filter(ordinary),
    (a) => {
      const b = rightSide(a);
      return [[a, b], [linalg.solve(a, b)]];
    },
  ],
  ['inv', [...regularFamily(), ...large].filter(ordinary), (a) => [[a], [linalg.inv(a)]]],
  [
    'det',
    regularFamily()
      .filter(ordinary)
      .map(unit)
      .filter(({ a }) => a.shape[0]! <= 20),
    (a) => [[a], [linalg.det(a)]],
  ],
  ['cholesky', definiteFamily().filter(ordinary), (a) => [[a], [linalg.cholesky(a)]]],
  [
    'qr',
    [...generalFamily(), ...large].filter(ordinary),
    (a) => {
      const { q, r } = linalg.qr(a);
      return [[a], [q, r]];
    },
  ],
  [
    'eigh',
    symmetricFamily().filter(ordinary),
    (a) => {
      const { eigenvalues, eigenvectors } = linalg.eigh(a);
      return [[a], [eigenvalues, eigenvectors]];
    },
  ],
  [
    'svd',
    [...generalFamily(), ...large].filter(ordinary),
    (a) => {
      const { u, s, vh } = linalg.svd(a);
      return [[a], [u, s, vh]];
    },
  ],
  ['pinv', generalFamily().filter(ordinary).map(unit), (a) => [[a], [linalg.pinv(a)]]],
  [
    'lstsq',
    generalFamily().filter(ordinary).map(unit),
    (a) => {
      const b = random(a.shape[0]!, 2, 78);
      return [[a, b], [linalg.lstsq(a, b).x]];
    },
  ],
];

const questions: readonly Question[] = routines.flatMap(([routine, cases, run]) =>
  cases.map(({ name, a }) => {
    const [inputs, outputs] = run(a);
    return { routine, name, n: Math.max(...a.shape), inputs, outputs };
  }),
);

describe.skipIf(lacks('numpy'))('linear algebra is as exact as NumPy’s', () => {
  let answers: readonly (readonly [ours: readonly number[], numpys: readonly number[]])[] = [];
  beforeAll(() => {
    const input = JSON.stringify(
      questions.map(({ routine, inputs, outputs }) => ({
        routine,
        inputs: inputs.map(sent),
        outputs: outputs.map(sent),
      })),
    );
    const { status, stdout, stderr } = spawnSync(python, [join(import.meta.dirname, 'linalg-accuracy.py')], {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    if (status !== 0) throw new Error(`Cannot ask NumPy: ${stderr}`);
    answers = JSON.parse(stdout) as typeof answers; // as linalg-accuracy.py prints it
  });

  test.each(questions.map((question, i) => ({ ...question, i })))('$routine() of $name', ({ i, n }) => {
    const [ours, numpys] = answers[i]!;
    for (const [k, error] of ours.entries()) {
      expect(error).toBeLessThanOrEqual(10 * n * Number.EPSILON);
      expect(error).toBeLessThanOrEqual(Math.max(10 * numpys[k]!, 2 * Number.EPSILON)); // NumPy may be exact by luck
    }
  });
});

function sent(x: NDArray): { shape: readonly number[]; data: string } {
  return { shape: x.shape, data: Buffer.from(new Float64Array(x.toFlat()).buffer).toString('base64') };
}
