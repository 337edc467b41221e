import { check } from '@zero-to-gpt/check';
import { arange, array, type NDArray, ones, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('optim/dropout', ({ dropout }, t) => {
  const many = (p: number, seed: number): number[] => [
    ...dropout(ones([100, 100]), p, { training: true, random: new Random(seed) }).toFlat(),
  ];
  const zeros = (list: readonly number[]): number => list.filter((value) => value === 0).length / list.length;

  t.step('in use nothing happens', () => {
    const x = arange(1, 41);
    const y = dropout(x, 0.5, { training: false, random: new Random(1) });
    t.ok(y.get(0) !== 0.5, 'The result was multiplied by 1 − p: the factor belongs into training');
    t.ok(![...y.toFlat()].includes(0), 'Elements became 0 although training is false');
    t.close(y, x);
  });
  t.step('each element has a draw of its own', () => {
    const y = dropout(ones([40, 30]), 0.5, { training: true, random: new Random(5) });
    t.shape(y, [40, 30]);
    const sums = (axis: number): number => new Set(y.sum({ axis }).toFlat()).size; // how many different ones
    const all = sums(0) === 1 && sums(1) === 1;
    t.ok(all || sums(1) > 1, 'Whole columns go or stay: draw for each element, shape x.shape');
    t.ok(all || sums(0) > 1, 'Whole rows go or stay: draw for each element, shape x.shape');
  });
  t.step('a quarter goes for p = 0.25', () => {
    const share = zeros(many(0.25, 2));
    t.ok(Math.abs(share - 0.75) > 0.02, 'Three quarters became 0: p is the probability to go, not to stay');
    t.ok(share > 0, 'Nothing became 0: compare the draws with p');
    t.ok(share < 0.99, 'Everything became 0');
    t.close(share, 0.25, { what: 'share of zeros', atol: 0.02 });
  });
  t.step('those that stay grow to 4/3', () => {
    const kept = many(0.25, 3).find((value) => value !== 0)!;
    t.ok(Math.abs(kept - 1) > 1e-4, 'Those that stay are 1: the factor 1/(1 − p) is missing, sums would shrink');
    t.ok(Math.abs(kept - 4) > 1e-4, 'Those that stay are 4: divide by 1 − p, not by p');
    t.ok(Math.abs(kept - 0.75) > 1e-4, 'Those that stay are 0.75: divide by 1 − p, do not multiply');
    t.close(kept, 4 / 3, { what: 'element that stays' });
  });
  t.step('the mean stays', () => {
    const list = many(0.6, 4);
    t.close(list.reduce((a, b) => a + b) / list.length, 1, { what: 'mean of 10,000 ones', atol: 0.05 });
  });
  t.step('p = 0, and two calls', () => {
    const x = array([[1, -2], [3, -4]]); // biome-ignore format: as a matrix
    t.close(dropout(x, 0, { training: true, random: new Random(6) }), x, { what: 'result for p = 0' });
    const random = new Random(7);
    const draw = (): NDArray => dropout(ones([100]), 0.5, { training: true, random });
    const [first, second] = [draw(), draw()];
    t.ok(
      `${first.toFlat()}` !== `${second.toFlat()}`,
      'Two calls leave the same elements out: draw from `random` each time',
    );
    t.equal(many(0.5, 8), many(0.5, 8), { what: 'result for the same seed' });
  });
});
