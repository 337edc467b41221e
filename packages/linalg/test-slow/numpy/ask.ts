import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { python } from '@zero-to-gpt/build/needs';
import type { DType } from '@zero-to-gpt/linalg';
import { type Drawn, toJSON } from './draw.ts';

/** What to ask NumPy. */
export interface Question {
  readonly arrays: readonly Drawn[];
  readonly o: object;
  readonly theirs: string;
}

/** An array of NumPy's, its elements as float64, or a text. */
export type Answered =
  | { readonly dtype: string; readonly shape: readonly number[]; readonly data: Float64Array }
  | { readonly text: string };

/** What NumPy answers: arrays, or the type of the error it raises. */
export type Answer = readonly Answered[] | { readonly error: string };

type Sent = { dtype: string; shape: number[]; data: string } | { text: string };

/** All answers, from one Python process. */
export function ask(questions: readonly Question[]): Answer[] {
  const input = JSON.stringify(
    questions.map(({ arrays, o, theirs }) => ({ arrays: arrays.map(toJSON), o, ask: theirs })),
  );
  const { status, stdout, stderr } = spawnSync(python, [join(import.meta.dirname, 'ask.py')], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    // the promotion of NumPy 2, if it is an older one
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1', NPY_PROMOTION_STATE: 'weak' },
  });
  if (status !== 0) throw new Error(`Cannot ask NumPy: ${stderr}`);
  const sent = JSON.parse(stdout) as (Sent[] | { error: string })[]; // as ask.py prints it
  return sent.map((answer) => ('error' in answer ? answer : answer.map(received)));
}

function received(sent: Sent): Answered {
  if ('text' in sent) return sent;
  const bytes = Uint8Array.from(Buffer.from(sent.data, 'base64'));
  return { dtype: sent.dtype, shape: sent.shape, data: new Float64Array(bytes.buffer) };
}

/** Our dtype for one of NumPy's: masks are uint8, whole numbers int32, and floats are float64 only where an input is. */
export function ourDType(theirs: string, inputs: readonly DType[]): DType {
  if (theirs === 'bool' || theirs === 'uint8') return 'uint8';
  if (/int/.test(theirs)) return 'int32';
  return theirs === 'float64' && inputs.includes('float64') ? 'float64' : 'float32';
}
