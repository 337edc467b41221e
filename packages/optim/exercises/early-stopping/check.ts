import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('optim/early-stopping', ({ stopEarly }, t) => {
  t.step('losses that fall to the end', () => {
    t.equal(stopEarly([3, 2, 1], 2), { epochs: 3, best: 2 }, { what: 'result' });
  });
  t.step('0.5, 0.3, 0.4, 0.35, 0.2 with patience 2', () => {
    const { epochs, best } = stopEarly([0.5, 0.3, 0.4, 0.35, 0.2], 2);
    t.ok(
      best !== 4,
      'The best is index 4, an epoch that was never trained: stop once 2 losses in a row are not below the lowest so far',
    );
    t.ok(
      epochs !== 5,
      'It trained for 5 epochs: a loss below the last one is no new lowest; compare with the lowest so far',
    );
    t.ok(
      epochs !== 3,
      '3 epochs are one too few: patience 2 waits for two bad ones in a row, and `epochs` counts from 1',
    );
    t.ok(best !== 3, 'The weights of the last epoch were kept: those of the best are wanted');
    t.ok(best !== 2, 'The index of the best is one too high: count from 0');
    t.equal({ epochs, best }, { epochs: 4, best: 1 }, { what: 'result' });
  });
  t.step('and with patience 3', () => {
    const found = stopEarly([0.5, 0.3, 0.4, 0.35, 0.2], 3);
    t.ok(found.epochs !== 4, 'It stopped after two bad epochs: patience 3 waits for three');
    t.equal(found, { epochs: 5, best: 4 }, { what: 'result' });
  });
  t.step('bad epochs count in a row', () => {
    const found = stopEarly([5, 6, 4, 5, 3, 4, 2], 2);
    t.ok(found.epochs === 7, `It stopped after ${found.epochs} epochs: a new lowest sets the count back to 0`);
    t.equal(found, { epochs: 7, best: 6 }, { what: 'result' });
  });
  t.step('equal is not better', () => {
    const found = stopEarly([2, 1, 1, 1, 1], 2);
    t.ok(found.epochs !== 5, 'An equal loss counted as better: it never stops on a level stretch');
    t.equal(found, { epochs: 4, best: 1 }, { what: 'result' });
  });
  t.step('NaN is no new lowest', () => {
    const found = stopEarly([2, Number.NaN, Number.NaN, 1], 2);
    t.ok(found.epochs !== 4, 'NaN did not count as a bad epoch');
    t.equal(found, { epochs: 3, best: 0 }, { what: 'result' });
    t.equal(stopEarly([Number.NaN, 2, 1], 2), { epochs: 3, best: 2 }, { what: 'result for a NaN at first' });
  });
  t.step('random: 40 losses, patience 5', () => {
    const losses = [...new Random(3).uniform([40]).toFlat()].map((noise, i) => Math.abs(12 - i) / 12 + noise);
    let [epochs, best] = [0, 0];
    while (epochs < 40 && epochs - 1 - best < 5) {
      if (losses[epochs]! < losses[best]!) best = epochs;
      epochs += 1;
    }
    t.equal(stopEarly(losses, 5), { epochs, best }, { what: 'result' });
  });
});
