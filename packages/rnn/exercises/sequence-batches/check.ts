import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/sequence-batches', ({ streams }, t) => {
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
  const same = (found: unknown, wrong: unknown): boolean => JSON.stringify(found) === JSON.stringify(wrong);

  t.step('one stream in one piece', () => {
    const [piece] = streams([5, 6, 7, 8], 1, 3);
    t.ok(!same(piece?.y, piece?.x), 'The targets are the inputs: y is to stand one step later');
    t.ok(!same(piece?.y, [[6, 7]]), 'The last step has no target: take y from the ids, not from x without its first');
    t.equal(piece, { x: [[5, 6, 7]], y: [[6, 7, 8]] }, { what: 'piece' });
  });
  t.step('0 … 12 as 2 streams in pieces of 3', () => {
    const [first, second] = streams(upTo(13), 2, 3);
    t.ok(
      !same(first?.x, [[0, 1, 2], [3, 4, 5]]), // biome-ignore format: a row a stream
      'Row 2 of the first piece goes on where row 1 ends: the next piece of row 1 would stand beside it, not behind it',
    );
    t.ok(
      !same(first?.x, [[0, 2, 4], [1, 3, 5]]), // biome-ignore format: a row a stream
      'The ids are dealt to the streams like cards: each stream is to be a connected part of the text',
    );
    t.equal(first?.x, [[0, 1, 2], [6, 7, 8]], { what: 'x of the first piece' }); // biome-ignore format: a row a stream
    t.equal(second?.x, [[3, 4, 5], [9, 10, 11]], { what: 'x of the second piece' }); // biome-ignore format: a row a stream
    t.equal(second?.y, [[4, 5, 6], [10, 11, 12]], { what: 'y of the second piece' }); // biome-ignore format: a row a stream
  });
  t.step('12 ids: the last one is a target only', () => {
    const pieces = streams(upTo(12), 2, 3);
    const last = pieces.at(-1)!;
    t.ok(
      last.y[1]!.length === last.x[1]!.length,
      'The last step has no target: each stream has floor((n − 1) / batchSize) steps, here 5, not 6',
    );
    t.equal(last, { x: [[3, 4], [8, 9]], y: [[4, 5], [9, 10]] }, { what: 'last piece' }); // biome-ignore format: a row a stream
  });
  t.step('the last piece may be shorter', () => {
    const pieces = streams(upTo(13), 2, 4);
    t.ok(pieces.length !== 1, 'The last, shorter piece is missing: 2 steps of each stream are never read');
    const reach = pieces[1]?.x[0]?.length;
    t.ok(reach !== 4, 'Row 1 of the last piece runs into stream 2: stop at the end of the stream');
    t.equal(pieces[1], { x: [[4, 5], [10, 11]], y: [[5, 6], [11, 12]] }, { what: 'last piece' }); // biome-ignore format: a row a stream
  });
  t.step('random: every row goes on where it ended', () => {
    const random = new Random(12);
    for (let round = 0; round < 20; round++) {
      const ids = Array.from({ length: 40 + random.int(60) }, () => random.int(30));
      const [batchSize, length] = [1 + random.int(5), 1 + random.int(6)];
      const steps = Math.floor((ids.length - 1) / batchSize);
      const pieces = streams(ids, batchSize, length);
      t.equal(pieces.length, Math.ceil(steps / length), { what: 'number of pieces' });
      for (let row = 0; row < batchSize; row++) {
        const [x, y] = [pieces.flatMap((piece) => piece.x[row]!), pieces.flatMap((piece) => piece.y[row]!)];
        t.equal(x, ids.slice(row * steps, (row + 1) * steps), { what: `row ${row} of all x, one behind the other` });
        t.equal(y, ids.slice(row * steps + 1, (row + 1) * steps + 1), { what: `row ${row} of all y` });
      }
    }
  });
});
