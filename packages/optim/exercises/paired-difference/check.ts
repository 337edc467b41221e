import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('optim/paired-difference', ({ compare }, t) => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(b));
  const [a, b] = [[1, 5, 9], [2, 6, 11]]; // biome-ignore format: one line

  t.step('the mean difference', () => {
    const { difference } = compare(a, b, 2);
    t.ok(!near(difference, 4 / 3), 'The difference is +1.33: it is a minus b, negative where a is better');
    t.ok(!near(difference, -4), 'The difference is −4, a sum: divide by the number of pairs');
    t.close(difference, -4 / 3, { what: 'difference' });
  });
  t.step('its error bar comes from the differences', () => {
    const { error } = compare(a, b, 2);
    const deviation = (list: number[]): number => {
      const mean = list.reduce((x, y) => x + y) / list.length;
      return Math.sqrt(list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (list.length - 1));
    };
    t.ok(
      !near(error, 2 * Math.sqrt((deviation(a) ** 2 + deviation(b) ** 2) / 3)),
      'The error bar was made of those of a and b, as if they had different seeds: take the deviation of the differences',
    );
    const s = Math.sqrt(1 / 3);
    t.ok(!near(error, 2 * s), 'The error bar is 2 · s: divide by √n, it is one of a mean');
    t.ok(!near(error, (2 * Math.sqrt(2 / 9)) / Math.sqrt(3)), 'The variance was divided by n: n − 1');
    t.ok(!near(error, s / Math.sqrt(3)), 'The quantile is missing');
    t.close(error, (2 * s) / Math.sqrt(3), { what: 'error' });
  });
  t.step('wins', () => {
    const { wins } = compare([1, 2, 3, 4], [2, 3, 1, 4], 3);
    t.ok(wins !== 3, 'There are 3 wins: an equal result is none');
    t.ok(wins !== 1, 'There is 1 win: lower is better, and a is lower twice');
    t.equal(wins, 2, { what: 'number of wins' });
  });
  t.step('the verdict', () => {
    const sure = compare(a, b, 2).verdict;
    t.ok(sure !== 'worse', 'a is lower with every seed, and the verdict is "worse": below 0 is better');
    t.equal(sure, 'better', { what: 'verdict' });
    t.equal(compare(b, a, 2).verdict, 'worse', { what: 'verdict for the opposite' });
    const open = compare(a, b, 10).verdict;
    t.ok(
      open === 'open',
      `With a bar of ±3.3 around −1.33 the verdict is "${open}": the interval reaches across 0, so it is open`,
    );
  });
  t.step('one lucky pair proves nothing', () => {
    const { verdict, wins } = compare([0.3, 0.3, 0.3, 0.1], [0.29, 0.29, 0.29, 0.3], 3.182);
    t.equal([verdict, wins], ['open', 1], { what: 'list of verdict and wins' });
  });
  t.step('random: ten seeds', () => {
    const random = new Random(7);
    const [p, q] = [[...random.uniform([10]).toFlat()], [...random.uniform([10]).toFlat()]];
    const d = p.map((x, i) => x - q[i]!);
    const mean = d.reduce((x, y) => x + y) / 10;
    const s = Math.sqrt(d.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 9);
    const found = compare(p, q, 2.262);
    t.close([found.difference, found.error], [mean, (2.262 * s) / Math.sqrt(10)], {
      what: 'list of difference and error',
    });
  });
});
