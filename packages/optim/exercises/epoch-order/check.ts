import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('optim/epoch-order', ({ batchAt }, t) => {
  const order = (seed: number, epoch: number, items: number): number[] => [
    ...new Random(seed).split(epoch).permutation(items),
  ];
  const seven = { items: 7, batchSize: 3, seed: 5 };

  t.step('the first batch of 3 out of 7', () => {
    const { rows, next } = batchAt({ epoch: 0, index: 0 }, seven);
    t.ok(`${rows}` !== '0,1,2', 'The items come as they stand: draw an order');
    t.ok(
      `${rows}` !== `${[...new Random(5).permutation(7)].slice(0, 3)}`,
      'The order does not depend on the epoch: split(epoch) first',
    );
    t.ok(rows.length !== 7, 'The batch has all items: take batchSize of them');
    t.equal(rows, order(5, 0, 7).slice(0, 3), { what: 'list of rows' });
    t.ok(next.index !== 1, 'The next place is 1: a place counts items, not batches');
    t.equal(next, { epoch: 0, index: 3 }, { what: 'next place' });
  });
  t.step('the last batch is shorter, and then the next epoch', () => {
    const { rows, next } = batchAt({ epoch: 0, index: 6 }, seven);
    t.ok(rows.length !== 0, 'The last batch is empty, but one item is left');
    t.ok(!rows.includes(undefined as unknown as number), 'The last batch has holes: one item is left');
    t.equal(rows, order(5, 0, 7).slice(6), { what: 'list of rows' });
    t.ok(next.epoch !== 0, 'Behind the last item comes the next epoch');
    t.ok(next.index === 0, `The next epoch begins at item ${next.index}: it begins at 0`);
    t.equal(next, { epoch: 1, index: 0 }, { what: 'next place' });
  });
  t.step('6 items in batches of 3: no empty batch', () => {
    const { next } = batchAt({ epoch: 0, index: 3 }, { ...seven, items: 6 });
    t.ok(next.index !== 6, 'The next place is item 6 of 6, an empty batch: the epoch is over when no item is left');
    t.equal(next, { epoch: 1, index: 0 }, { what: 'next place' });
  });
  t.step('a new order in each epoch', () => {
    const [first, second] = [0, 1].map(
      (epoch) => batchAt({ epoch, index: 0 }, { items: 50, batchSize: 50, seed: 1 }).rows,
    );
    t.ok(`${first}` !== `${second}`, 'Both epochs have the same order: split(epoch)');
    t.equal(second, order(1, 1, 50), { what: 'order of epoch 1' });
  });
  t.step('straight to the middle', () => {
    const { rows } = batchAt({ epoch: 9, index: 20 }, { items: 50, batchSize: 8, seed: 3 });
    t.equal(rows, order(3, 9, 50).slice(20, 28), { what: 'list of rows' });
    t.equal(batchAt({ epoch: 9, index: 20 }, { items: 50, batchSize: 8, seed: 3 }).rows, rows, {
      what: 'list of rows, asked again',
    });
  });
  t.step('three epochs: each item three times', () => {
    const counts = new Array<number>(23).fill(0);
    let place = { epoch: 0, index: 0 };
    for (let i = 0; i < 50 && place.epoch < 3; i++) {
      const { rows, next } = batchAt(place, { items: 23, batchSize: 4, seed: 8 });
      for (const row of rows) counts[row]! += 1;
      place = next;
    }
    const dealt = counts.reduce((a, b) => a + b);
    t.ok(
      dealt >= 69,
      `${69 - dealt} items of three epochs were never dealt: the last batch of an epoch may be shorter`,
    );
    t.equal(counts, new Array<number>(23).fill(3), { what: 'list of counts' });
  });
});
