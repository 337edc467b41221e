// Leaves the tensors of two training steps to the garbage collector, and waits until it has met them.
import { setTimeout } from 'node:timers/promises';
import { Random, scope, traceArrays } from '@zero-to-gpt/linalg';
import { Linear, Tensor } from '../src/index.ts';

traceArrays(true);
const layer = new Linear(8, 8, { random: new Random(1) });
const x = new Random(2).normal([4, 8]);

/** A step that opens no scope. */
function forgetfulStep(): void {
  layer.forward(new Tensor(x)).tanh().sum().backward();
}

function carefulStep(): void {
  using _ = scope();
  forgetfulStep();
}

const step = process.argv[2] === 'careful' ? carefulStep : forgetfulStep;
for (let i = 0; i < 2; i++) step();
for (let i = 0; i < 20; i++) {
  (globalThis as { gc?: () => void }).gc?.();
  await setTimeout(5);
}
