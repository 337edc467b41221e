import { check } from '@zero-to-gpt/check';
import { arange, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linreg/sequential-split', ({ sequentialSplit }, t) => {
  const days = (n: number) => [arange(2 * n).reshape(n, 2), arange(n)] as const; // target i belongs to features 2i, 2i + 1

  t.step('20 examples: 14, 3 and 3 targets', () => {
    const { train, valid, test } = sequentialSplit(...days(20));
    t.shape(train.y, [14], { what: 'train.y' });
    t.ok(valid.y.size !== 17, 'valid has 17 targets, those of train among them: it begins where train ends');
    t.shape(valid.y, [3], { what: 'valid.y' });
    t.shape(test.y, [3], { what: 'test.y' });
  });
  t.step('the targets stay in order', () => {
    const { train, valid, test } = sequentialSplit(...days(20));
    t.close(train.y, arange(14), { what: 'train.y' });
    t.close(valid.y, arange(14, 17), { what: 'valid.y' });
    t.close(test.y, arange(17, 20), { what: 'test.y' });
  });
  t.step('10 examples: the second cut is rounded down', () => {
    const { valid, test } = sequentialSplit(...days(10));
    t.ok(valid.y.size !== 2, 'The second cut lies at 8.5 and was rounded up: take Math.floor');
    t.close(valid.y, [7], { what: 'valid.y' });
    t.close(test.y, [8, 9], { what: 'test.y' });
  });
  t.step('the features are cut with their targets', () => {
    const { train, valid, test } = sequentialSplit(...days(10));
    t.ok(train.x.shape[0] !== 10, 'train.x has all 10 rows: cut the features as well as the targets');
    t.shape(train.x, [7, 2], { what: 'train.x' });
    t.close(valid.x, [[14, 15]], { what: 'valid.x' });
    t.close(
      test.x,
      [
        [16, 17],
        [18, 19],
      ],
      { what: 'test.x' },
    );
  });
  t.step('other cuts', () => {
    const { train, valid, test } = sequentialSplit(...days(10), [0.5, 0.6]);
    t.ok(train.y.size !== 7, 'train has 7 targets, as by the default: use the cuts given, here 0.5 and 0.6');
    t.close(train.y, arange(5), { what: 'train.y' });
    t.close(valid.y, [5], { what: 'valid.y' });
    t.close(test.y, arange(6, 10), { what: 'test.y' });
  });
  t.step('random numbers of examples: nothing lost, nothing twice', () => {
    const random = new Random(8);
    for (let round = 0; round < 10; round++) {
      const n = 10 + random.int(200);
      const { train, valid, test } = sequentialSplit(...days(n));
      const all = [...train.y.toFlat(), ...valid.y.toFlat(), ...test.y.toFlat()];
      t.close(all, [...arange(n).toFlat()], { what: `train.y, valid.y and test.y together for n = ${n}` });
    }
  });
});
