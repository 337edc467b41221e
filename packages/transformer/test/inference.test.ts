import { Tensor } from '@zero-to-gpt/autograd';
import { array, cpu } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { inference } from '../src/inference.ts';
import { tinyGPT } from './tiny-gpt.ts';

test('inference() computes without a tape and without dropout', () => {
  const model = tinyGPT(cpu, { dropout: 0.5 });
  const ids = array([[1, 2]], { dtype: 'int32' });
  const [a, b] = [inference(model, () => model.forward(ids)), inference(model, () => model.forward(ids))];
  expect(a).toBeInstanceOf(Tensor);
  expect(a.requiresGrad).toBe(false);
  expect(a.value.toFlat()).toEqual(b.value.toFlat());
});

test('inference() keeps its result and frees the rest', () => {
  const model = tinyGPT(cpu);
  using ids = array([[1, 2]], { dtype: 'int32' });
  const before = cpu.stats().bytes;
  const logits = inference(model, () => model.forward(ids)).value;
  expect(cpu.stats().bytes - before).toBe(logits.size * 4);
  logits.dispose();
  expect(cpu.stats().bytes).toBe(before);
});

test('inference() puts every module back into its mode, after an error too', () => {
  const model = tinyGPT(cpu);
  model.h[0]!.eval();
  const modes = () => [...model.modules()].map(({ training }) => training);
  const before = modes();
  const fails = () =>
    inference(model, () => {
      expect(modes()).not.toContain(true);
      throw new Error('on the way');
    });
  expect(fails).toThrow('on the way');
  expect(modes()).toEqual(before);
});

test('inference() refuses a function that would wait', () => {
  expect(() => inference(tinyGPT(cpu), async () => 1)).toThrow(TypeError);
});
