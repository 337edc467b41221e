import { check } from '@zero-to-gpt/check';

export default check<typeof import('./solution.ts')>('optim/spot-the-bug-horizon', ({ rates }, t) => {
  const run = (samples: number, batchSize: number, epochs: number, lr = 1): number[] => {
    const numbers = Array.from({ length: samples }, (_, i) => i);
    return rates(numbers, numbers, { batchSize, epochs, lr });
  };

  t.step('one rate for each step: 8 samples by 4, 2 epochs', () => {
    const found = run(8, 4, 2).length;
    t.ok(found !== 0, 'There are no steps: how long is [x, y]? Count the samples, x.length');
    t.ok(found !== 2, 'There are 2 rates: 2 batches in each of 2 epochs make 4 steps');
    t.ok(found !== 16, 'There are 16 rates, one for each sample: a step takes a batch');
    t.equal(found, 4, { what: 'number of rates' });
  });
  t.step('they fall from step to step', () => {
    const found = run(8, 4, 2);
    t.ok(found[0] !== found[1], 'The rate is the same for a whole epoch: the cosine wants the number of the step');
    t.ok(
      Math.abs(found[2]! - 1) > 1e-6,
      'The rate begins anew in the second epoch: count the steps through all epochs',
    );
    t.ok(
      Math.abs(found[3]!) > 1e-6,
      'The last rate is 0, so the last step does nothing: divide by the number of steps',
    );
    t.ok(
      found[1]! < 0.999,
      'The rate hardly falls: is the horizon too far away, or the angle in degrees? At step s it is π·s/steps',
    );
    t.ok(Math.abs(found[1]! - 0.75) > 1e-6, 'The rates lie on a straight line: half a cosine is wanted');
    t.close(found, [1, 0.8535534, 0.5, 0.1464466], { what: 'list of rates' });
  });
  t.step('9 samples by 4: the last batch is shorter, and a step', () => {
    const found = run(9, 4, 2);
    t.ok(found.length !== 4, 'There are 4 rates: the batch with the ninth sample is a step, too; round up');
    t.ok(found.length !== 5, 'There are 5 rates: each epoch has a short batch of its own; round up before multiplying');
    t.equal(found.length, 6, { what: 'number of rates' });
    t.close(found[3], 0.5, { what: 'rate in the middle' });
  });
  t.step('the rate is a factor', () => {
    const found = run(4, 4, 2, 0.1);
    t.ok(Math.abs(found[0]! - 1) > 1e-6, 'The first rate is 1 whatever lr is: multiply by lr');
    t.close(found, [0.1, 0.05], { what: 'list of rates' });
  });
  t.step('fewer samples than a batch', () => t.close(run(3, 4, 1), [1], { what: 'list of rates' }));
  t.step('392 cars by 32, 10 epochs', () => {
    const found = run(392, 32, 10, 0.01);
    t.equal(found.length, 130, { what: 'number of rates' });
    t.close(found, Array.from({ length: 130 }, (_, s) => 0.005 * (1 + Math.cos((Math.PI * s) / 130))), { what: 'list of rates', rtol: 1e-6, atol: 1e-9 }); // biome-ignore format: one call
  });
});
