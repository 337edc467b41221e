import { check } from '@zero-to-gpt/check';
import { array, Random, zeros } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/all-close', ({ allClose }, t) => {
  const says = (a: number[], b: number[], want: boolean, tolerance?: { rtol?: number; atol?: number }) =>
    t.equal(allClose(array(a), array(b), tolerance), want, { what: `answer for [${a}] and [${b}]` });

  t.step('equal numbers are close', () => says([1, 2], [1, 2], true));
  t.step('1 and 1.1 are not', () => says([1], [1.1], false));
  t.step('one bad pair among good ones is enough', () => says([1, 2, 3], [1, 5, 3], false));
  t.step('a million and a million and one are close', () => says([1e6], [1e6 + 1], true));
  t.step('the sign of the difference does not matter', () => says([1], [2], false));
  t.step('near zero the absolute tolerance counts', () => {
    says([1e-9], [0], true);
    says([1e-3], [0], false);
  });
  t.step('both tolerances are used: 0.5 apart with rtol 0.1 at 4', () => {
    says([4.5], [4], false, { rtol: 0.1, atol: 0 });
    says([4.5], [4], true, { rtol: 0.1, atol: 0.2 });
  });
  t.step('the wanted value sets the scale, not the found one', () => says([10], [5.2], false, { rtol: 0.5, atol: 0 }));
  t.step('NaN is close to nothing', () => {
    says([Number.NaN], [1], false);
    says([Number.NaN], [Number.NaN], false);
  });
  t.step('infinities: equal ones only', () => {
    says([Infinity], [Infinity], true);
    says([Infinity], [-Infinity], false);
    says([5], [Infinity], false);
  });
  t.step('nothing is close to nothing', () =>
    t.equal(allClose(zeros([0]), zeros([0])), true, { what: 'answer for []' }),
  );
  t.step('a random table against itself, read by columns', () => {
    const x = new Random(14).normal([6, 4]);
    t.equal(allClose(x.mT.mT, x), true, { what: 'answer' });
    t.equal(allClose(x.mT, x.add(1e-3).mT), false, { what: 'answer for a table moved by 0.001' });
  });
});
