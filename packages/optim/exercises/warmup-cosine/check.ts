import { check } from '@zero-to-gpt/check';
import { cosineSchedule } from '@zero-to-gpt/optim';

export default check<typeof import('./solution.ts')>('optim/warmup-cosine', ({ rateAt }, t) => {
  const options = { lr: 1, minLr: 0.2, warmupSteps: 3, steps: 7 };
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

  t.step('warm-up: steps 0, 1 and 2 of 3', () => {
    const first = rateAt(0, options);
    t.ok(!near(first, 0), 'The first step has the rate 0 and is lost: use step + 1');
    t.ok(!near(first, 1 / 3), 'The first rate is 1/3, so the last of the warm-up has the full rate: divide by w + 1');
    t.ok(!near(first, 0.4), 'The first rate is 0.4: the line rises from 0, minLr is for the end');
    t.ok(!near(first, 1), 'The first step has the full rate: is there a warm-up?');
    t.close(
      [0, 1, 2].map((step) => rateAt(step, options)),
      [0.25, 0.5, 0.75],
      { what: 'list of rates' },
    );
  });
  t.step('the top is at step 3, the middle of the fall at 5', () => {
    const [top, middle] = [3, 5].map((step) => rateAt(step, options)) as [number, number];
    t.ok(
      !near(top, 0.2 + 0.4 * (1 + Math.cos((Math.PI * 3) / 7))),
      'The cosine has begun at step 0: count its steps from the end of the warm-up',
    );
    t.ok(!near(top, 0.2 + 0.4 * (1 + Math.cos(0)) * 2), 'The top is 1.8: the half before the cosine is missing');
    t.ok(!near(top, 1.2), 'The top is 1.2, minLr above lr: multiply the cosine by lr − minLr, not by lr');
    t.ok(!near(top, 0.2), 'The rate of step 3 is minLr and climbs from there: it is 1 + cos, not 1 − cos');
    t.close(top, 1, { what: 'rate of step 3' });
    t.ok(!near(middle, 0.5), 'The middle is 0.5, half of lr: the cosine falls to minLr, not to 0');
    t.ok(
      !near(middle, 0.2 + 0.4 * (1 + Math.cos((Math.PI * 2) / 7))),
      'The fall is stretched over all steps: it has steps − warmupSteps of them',
    );
    t.ok(!near(middle, 0.2), 'The middle is at minLr already: half a turn is π, not 2π');
    t.ok(!near(rateAt(4, options), 0.8), 'The rate of step 4 is 0.8, on a straight line: half a cosine is wanted');
    t.ok(middle < 0.999, 'The rate has hardly fallen in the middle: a cosine wants radians, Math.PI for half a turn');
    t.close(middle, 0.6, { what: 'rate of step 5' });
  });
  t.step('the end, and long after', () => {
    t.close(rateAt(7, options), 0.2, { what: 'rate of step 7' });
    const after = rateAt(11, options);
    t.ok(!near(after, 1), 'The rate of step 11 is 1 again: the cosine climbs behind its end, stay at minLr');
    t.ok(!near(after, 0), 'The rate is 0 after the end: stay at minLr');
    t.close(
      [11, 100].map((step) => rateAt(step, options)),
      [0.2, 0.2],
      { what: 'list of rates' },
    );
  });
  t.step('without warm-up', () => {
    const plain = { lr: 0.1, minLr: 0, warmupSteps: 0, steps: 4 };
    t.close(
      [0, 2, 4].map((step) => rateAt(step, plain)),
      [0.1, 0.05, 0],
      { what: 'list of rates' },
    );
  });
  t.step('as the package, for 300 steps', () => {
    const long = { lr: 0.0006, minLr: 0.00006, warmupSteps: 20, steps: 250 };
    const steps = Array.from({ length: 300 }, (_, step) => step);
    t.close(steps.map((step) => rateAt(step, long)), steps.map(cosineSchedule(long)), { what: 'list of rates', rtol: 1e-6, atol: 1e-9 }); // biome-ignore format: one call
  });
});
