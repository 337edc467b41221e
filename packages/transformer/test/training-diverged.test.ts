import { TrainingDiverged } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';

test('TrainingDiverged names one step, or the range of steps in question', () => {
  const one = new TrainingDiverged({ after: 4, step: 5, loss: Number.NaN, gradNorm: Infinity });
  expect(one.message).toContain('in step 5 the loss was NaN and the gradient norm Infinity');
  expect(one.message).toContain('go back to step 4 or before');
  const many = new TrainingDiverged({ after: 10, step: 20, loss: 1, gradNorm: Number.NaN });
  expect(many.message).toContain('in steps 11 to 20');
  expect(many).toMatchObject({ name: 'TrainingDiverged', after: 10, step: 20, loss: 1, gradNorm: Number.NaN });
});
