import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linreg/mini-batches', ({ miniBatches }, t) => {
  const sizes = (batches: readonly (readonly number[])[]) => batches.map((batch) => batch.length);
  const sorted = (batches: readonly (readonly number[])[]) => batches.flat().toSorted((i, j) => i - j);
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

  t.step('one example is one batch', () => t.equal(miniBatches(1, 4, new Random(0)), [[0]]));
  t.step('8 examples in batches of 4: two batches', () => {
    const found = sizes(miniBatches(8, 4, new Random(0)));
    t.ok(`${found}` !== '4,0', 'The second batch is empty: slice takes start and end, not start and length');
    t.ok(found.length !== 8, 'A batch begins at every example: step by batchSize');
    t.equal(found, [4, 4], { what: 'list of sizes' });
  });
  t.step('10 examples in batches of 4: the last has 2', () => {
    t.equal(sizes(miniBatches(10, 4, new Random(0))), [4, 4, 2], { what: 'list of sizes' });
  });
  t.step('every example occurs once', () => {
    const seen = sorted(miniBatches(50, 8, new Random(1)));
    const missing = upTo(50).filter((i) => !seen.includes(i));
    t.ok(missing.length === 0, `Example ${missing[0]} occurs in no batch, ${missing.length} of 50 are missing`);
    t.equal(seen, upTo(50), { what: 'sorted list of all positions' });
  });
  t.step('in random order', () => {
    const order = miniBatches(50, 8, new Random(1)).flat();
    const inPlace = order.filter((position, i) => position === i).length;
    t.ok(inPlace < 25, `The order is not random: ${inPlace} of 50 examples stand in their old places`);
  });
  t.step('the same seed gives the same batches', () => {
    t.equal(miniBatches(20, 6, new Random(7)), miniBatches(20, 6, new Random(7)), { what: 'second result' });
  });
  t.step('the next epoch has another order', () => {
    const random = new Random(7);
    const [first, second] = [miniBatches(20, 6, random).flat(), miniBatches(20, 6, random).flat()];
    t.ok(`${first}` !== `${second}`, 'Both epochs have the same order: draw it anew from `random` in each call');
  });
  t.step('random sizes', () => {
    const random = new Random(9);
    for (let round = 0; round < 20; round++) {
      const [n, batchSize] = [1 + random.int(60), 1 + random.int(20)];
      const batches = miniBatches(n, batchSize, random);
      t.equal(sorted(batches), upTo(n), {
        what: `sorted list of all positions for n = ${n}, batchSize = ${batchSize}`,
      });
      t.equal(batches.length, Math.ceil(n / batchSize), {
        what: `number of batches for n = ${n}, batchSize = ${batchSize}`,
      });
    }
  });
});
