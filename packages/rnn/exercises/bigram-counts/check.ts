import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/bigram-counts', ({ bigramLoss }, t) => {
  const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 5e-4;

  t.step('no training words: equal chances', () => {
    const found = bigramLoss([], [[1, 2]], 4, 1);
    t.ok(!Number.isNaN(found), 'The loss is NaN: with no counts the smoothing alone makes the odds, 1/4 each');
    t.ok(
      !is(found, 0),
      'The loss is 0, so that the odds are 1: the row sums hold the smoothing once, but each of the 4 counts of a row has it',
    );
    t.ok(
      !is(found, 2 * Math.log(4)),
      'The odds are those of the pair among all pairs: divide by the sum of its row alone',
    );
    t.ok(!is(found, Math.log2(4)), 'The loss is 2, in bits: take the natural logarithm');
    t.ok(!is(found, Math.log10(4)), 'The loss is 0.602, a logarithm to base 10: take the natural one');
    t.ok(!is(found, 3 * Math.log(4)), 'The loss is the sum over the three pairs: divide by their number');
    t.close(found, Math.log(4), { what: 'loss' });
  });
  t.step('the words of the paper', () => {
    const found = bigramLoss([[1, 1], [2, 1]], [[2, 1]], 3, 1); // biome-ignore format: one call
    t.ok(
      !is(found, 1.1513),
      'The loss is 1.151: the sum 2.303 divided by 2, the ids of the word. Its pairs are 3, with the end',
    );
    t.ok(!is(found, 0.8047), 'The end of the word is not asked for: the pair (1, 0) is missing');
    t.ok(!is(found, Math.LN2), 'The beginning of the word is not asked for: the pair (0, 2) is missing');
    t.ok(!is(found, 0.3662), 'The smoothing is missing: every count starts at 1 here');
    t.ok(found >= 0, 'The loss is negative, so that some odds are above 1: the row sums lack the smoothing');
    t.ok(!is(found, 1.3648), 'The table is transposed: the row is the known id, the column the next');
    t.close(found, 0.7675, { what: 'loss', rtol: 1e-3 });
  });
  t.step('what never came is not impossible', () => {
    const found = bigramLoss([[1]], [[2]], 3, 0.1);
    t.ok(Number.isFinite(found), 'The loss is infinite: the pair (0, 2) never came, but its count starts at 0.1');
    t.close(found, -Math.log(0.1 / 1.3) / 2 - Math.log(1 / 3) / 2, { what: 'loss' });
  });
  t.step('the test words are not counted', () => {
    const found = bigramLoss([[1, 2]], [[2, 2], [1]], 3, 0.5); // biome-ignore format: one call
    const odds = [0.5 / 2.5, 0.5 / 2.5, 1.5 / 2.5, 1.5 / 2.5, 0.5 / 2.5];
    t.close(found, odds.reduce((sum, p) => sum - Math.log(p), 0) / 5, { what: 'loss' });
  });
  t.step('random words', () => {
    const random = new Random(9);
    const draw = (count: number): number[][] =>
      Array.from({ length: count }, () => Array.from({ length: 1 + random.int(6) }, () => 1 + random.int(5)));
    const [train, test] = [draw(40), draw(10)];
    const text = train.map((word) => `0${word.join('')}0`);
    let [sum, count] = [0, 0];
    for (const word of test) {
      const ids = `0${word.join('')}0`;
      for (let i = 1; i < ids.length; i++) {
        const times = (wanted: (a: string, b: string) => boolean): number =>
          text.reduce((total, row) => total + [...row].filter((b, j) => j > 0 && wanted(row[j - 1]!, b)).length, 0);
        const both = times((a, b) => a === ids[i - 1] && b === ids[i]);
        const row = times((a) => a === ids[i - 1]);
        sum -= Math.log((both + 0.2) / (row + 0.2 * 6));
        count++;
      }
    }
    t.close(bigramLoss(train, test, 6, 0.2), sum / count, { what: 'loss' });
  });
});
