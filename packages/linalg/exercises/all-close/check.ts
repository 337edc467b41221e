import { check } from '@zero-to-gpt/check';
import { array, Random, zeros } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/all-close', ({ allClose }, t) => {
  type Tolerance = { rtol?: number; atol?: number };
  const answer = (a: number[], b: number[], tolerance?: Tolerance) => allClose(array(a), array(b), tolerance);
  const says = (a: number[], b: number[], want: boolean, tolerance?: Tolerance) =>
    t.equal(answer(a, b, tolerance), want, { what: `answer for [${a}] and [${b}]` });

  t.step('equal numbers are close', () => says([1, 2], [1, 2], true));
  t.step('1 and 1.1 are not, nor are 1.1 and 1', () => {
    const [above, below] = [answer([1.1], [1]), answer([1], [1.1])];
    t.ok(
      below !== !above,
      `${below ? '1 and 1.1 are' : '1.1 and 1 are'} close here, the other way round they are not: which sign has the difference?`,
    );
    says([1], [1.1], false);
    says([1.1], [1], false);
  });
  t.step('one bad pair among good ones is enough', () => {
    const [first, last] = [answer([1, 2, 3], [5, 2, 3]), answer([1, 2, 3], [1, 2, 5])];
    const middle = answer([1, 2, 3], [1, 5, 3]);
    t.ok(
      !(first && middle && !last),
      '[1,2,3] and [1,5,3] are close here, the last pair alone decides: look at all pairs',
    );
    t.ok(
      !(last && middle && !first),
      '[1,2,3] and [1,5,3] are close here, the first pair alone decides: return true after the loop',
    );
    t.ok(
      !(first && middle && last),
      '[1,2,3] and [1,5,3] are close here: one bad pair settles it, whatever the good ones say',
    );
    says([1, 2, 3], [1, 5, 3], false);
  });
  t.step('a million and a million and one are close', () => {
    const million = (tolerance?: Tolerance) => answer([1e6], [1e6 + 1], tolerance);
    const absolute = million({ rtol: 0, atol: 2 }) && million({ rtol: 0.1, atol: 0 }) === false;
    t.ok(
      !absolute,
      'A million and a million and one are not close here, even with rtol 0.1: rtol allows a share of `b`',
    );
    says([1e6], [1e6 + 1], true);
  });
  t.step('so are they below zero', () => {
    const found = answer([-1e6], [-1e6 - 1]);
    t.ok(
      found !== false,
      '-1000000 and -1000001 are not close here, without their signs they are: rtol is a share of |b|',
    );
    says([-1e6], [-1e6 - 1], true);
  });
  t.step('near zero the absolute tolerance counts', () => {
    const relative = answer([10], [8], { rtol: 0.5, atol: 0 }) && answer([1], [0], { rtol: 0, atol: 2 }) === false;
    t.ok(!relative, '1 and 0 are not close here, even with atol 2: a share of 0 is nothing, so atol is added to it');
    says([1e-9], [0], true);
    says([1e-3], [0], false);
  });
  t.step('both tolerances are used: 0.5 apart with rtol 0.1 at 4', () => {
    says([4.5], [4], false, { rtol: 0.1, atol: 0 });
    const found = answer([4.5], [4], { rtol: 0.1, atol: 0.2 });
    t.ok(found !== false, '4.5 and 4 are not close here with rtol 0.1 and atol 0.2: 0.4 and 0.2 add up to 0.6');
    says([4.5], [4], true, { rtol: 0.1, atol: 0.2 });
  });
  t.step('the wanted value sets the scale, not the found one', () => {
    const swapped =
      answer([5.2], [10], { rtol: 0.5, atol: 0 }) === false && answer([10], [5.2], { rtol: 0.5, atol: 0 });
    t.ok(!swapped, '10 is close to 5.2 here, and 5.2 not to 10: rtol is a share of `b`, this looks like one of `a`');
    says([10], [5.2], false, { rtol: 0.5, atol: 0 });
  });
  t.step('NaN is close to nothing', () => {
    const found = answer([Number.NaN], [1]);
    t.ok(found !== true, 'NaN and 1 are close here: NaN > … is false, NaN <= … too. Which "false" means "not close"?');
    says([Number.NaN], [1], false);
    const itself = answer([Number.NaN], [Number.NaN]);
    t.ok(itself !== true, 'NaN and NaN are close here: two unknown numbers are not equal, and === says so too');
    says([Number.NaN], [Number.NaN], false);
  });
  t.step('infinities: equal ones only', () => {
    t.ok(
      answer([Infinity], [Infinity]) !== false,
      'Infinity and Infinity are not close here: their difference is NaN, so ask first whether they are equal',
    );
    says([Infinity], [Infinity], true);
    t.ok(
      answer([5], [Infinity]) !== true,
      '5 and Infinity are close here: an infinite `b` makes the tolerance infinite, and it allows everything',
    );
    says([5], [Infinity], false);
    says([Infinity], [-Infinity], false);
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
