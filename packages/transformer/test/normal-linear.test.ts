import { Random } from '@zero-to-gpt/linalg';
import { normalLinear } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';

test('normalLinear() starts with normal weights of deviation `std` and zero bias', () => {
  const { weight, bias } = normalLinear(50, 80, { std: 0.1, random: new Random(1) });
  const values = Array.from(weight.value.toFlat());
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
  expect(deviation).toBeCloseTo(0.1, 2);
  expect(new Set(bias!.value.toFlat())).toEqual(new Set([0]));
});

test('normalLinear() repeats itself with the same stream', () => {
  const draw = () => normalLinear(3, 2, { random: new Random(1) }).weight.value.toArray();
  expect(draw()).toEqual(draw());
});
