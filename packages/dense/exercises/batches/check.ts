import { check } from '@zero-to-gpt/check';
import { arange, type NDArray, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('dense/batches', ({ batches }, t) => {
  /** Samples that carry their number: x (n, 2) with rows (i, 10 i), y (n) with 100 i. */
  const data = (n: number): [NDArray, NDArray] => {
    const numbers = arange(n);
    return [numbers.unsqueeze(1).mul(arange(1, 11, 9)), numbers.mul(100)];
  };
  /** At most 50 batches, so that a generator without an end does not hang. */
  const epoch = (n: number, batchSize: number, seed: number): { x: NDArray; y: NDArray }[] => {
    const found: { x: NDArray; y: NDArray }[] = [];
    for (const batch of batches(...data(n), batchSize, new Random(seed))) {
      t.ok(found.length < 50, `More than 50 batches of ${n} samples: does the loop end?`);
      found.push(batch);
    }
    return found;
  };
  const sizes = (found: { x: NDArray }[]): number[] => found.map(({ x }) => x.shape[0]!);

  t.step('8 samples make two batches of 4', () => {
    const found = sizes(epoch(8, 4, 1));
    t.ok(`${found}` !== '4,4,0', 'There is a third, empty batch: stop where no sample is left');
    t.ok(
      found.length !== 8,
      'There are 8 batches, one from each sample on: the next batch begins behind the last, start += batchSize',
    );
    t.ok(`${found}` !== '4', 'There is only one batch: `return` ends a generator, `yield` goes on');
    t.ok(found.length > 0, 'There is no batch at all: is something yielded?');
    t.equal(found, [4, 4], { what: 'list of batch sizes' });
  });
  t.step('10 samples make batches of 4, 4 and 2', () => {
    const found = sizes(epoch(10, 4, 1));
    t.ok(`${found}` !== '4,4', 'The last 2 samples are missing: the last batch may be shorter');
    t.equal(found, [4, 4, 2], { what: 'list of batch sizes' });
  });
  t.step('every sample once', () => {
    const seen = epoch(10, 4, 2).flatMap(({ y }) => [...y.toFlat()].map((value) => value / 100));
    const twice = seen.find((i, at) => seen.indexOf(i) !== at);
    t.ok(
      twice === undefined,
      `Sample ${twice} comes twice: draw the order once for the whole epoch, and let batches not overlap`,
    );
    t.close(
      [...seen].sort((a, b) => a - b),
      Array.from({ length: 10 }, (_, i) => i),
      { what: 'sorted list of samples' },
    );
  });
  t.step('x and y stay together', () => {
    for (const { x, y } of epoch(10, 4, 3)) {
      t.ok(x.ndim === 2, 'x of a batch is to keep its axes, (b, 2)');
      for (let i = 0; i < y.size; i++)
        t.ok(
          y.get(i) === 100 * x.get(i, 0),
          `A sample got the answer of another (x of sample ${x.get(i, 0)}, y of sample ${y.get(i) / 100}): one order for both`,
        );
    }
  });
  t.step('the order is random, drawn from `random`', () => {
    const orderOf = (seed: number): number[] => epoch(30, 7, seed).flatMap(({ y }) => [...y.toFlat()]);
    const rising = orderOf(4).every((value, i) => value === 100 * i);
    t.ok(!rising, 'The samples come as they stand: draw an order with random.permutation(n)');
    t.equal(orderOf(4), orderOf(4), { what: 'order for the same seed' });
    t.ok(`${orderOf(4)}` !== `${orderOf(5)}`, 'Two seeds give the same order: draw from `random`');
  });
  t.step('two epochs from one Random differ; any sizes', () => {
    const random = new Random(6);
    const once = (): string => [...batches(...data(20), 6, random)].map(({ y }) => `${[...y.toFlat()]}`).join();
    const [first, second] = [once(), once()];
    t.ok(first !== second, 'Two epochs have the same order: draw a new one each time');
    for (const [n, size] of [
      [1, 5],
      [5, 5],
      [6, 5],
      [23, 1],
    ] as const)
      t.equal(
        sizes(epoch(n, size, 7)),
        Array.from({ length: Math.ceil(n / size) }, (_, i) => Math.min(size, n - i * size)),
        { what: `list of batch sizes for ${n} samples by ${size}` },
      );
  });
});
