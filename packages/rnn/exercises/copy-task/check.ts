import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/copy-task', ({ copyRows }, t) => {
  const same = (found: unknown, wrong: unknown): boolean => JSON.stringify(found) === JSON.stringify(wrong);
  const none = -100;

  t.step('the word (3 5) with a gap of 3', () => {
    const { x, y } = copyRows([[3, 5]], 3);
    t.ok(!same(x, [[3, 5, 9, 9]]), 'The blanks are missing: `gap` zeros stand between the word and the questions');
    t.ok(
      !same(x, [[3, 5, 0, 0, 9, 9]]),
      'There are two blanks: the gap counts them all, and the questions come behind it',
    );
    t.ok(!same(x, [[3, 5, 0, 0, 0, 9]]), 'There is one question for two symbols: ask for each');
    t.ok(!same(x, [[3, 5, 0, 0, 0, 3, 5]]), 'x shows the word where it is asked for: there stand questions, 9');
    t.equal(x, [[3, 5, 0, 0, 0, 9, 9]], { what: 'x' });
    t.ok(!same(y, [[0, 0, 0, 0, 0, 3, 5]]), 'Where nothing is asked y holds 0, which would count as an answer: −100');
    t.ok(
      !same(y, [[3, 5, none, none, none, none, none]]),
      'The answers stand below the word itself: they belong below the questions',
    );
    t.ok(!same(y, [[none, none, none, none, none, 5, 3]]), 'The word is repeated backwards: first symbol first');
    t.ok(
      !same(y, [[none, none, none, none, 3, 5, none]]),
      'The answers stand one step before their questions: below them is right',
    );
    t.equal(y, [[none, none, none, none, none, 3, 5]], { what: 'y' });
  });
  t.step('no gap', () => t.equal(copyRows([[7]], 0), { x: [[7, 9]], y: [[none, 7]] }));
  t.step('two words', () => {
    t.equal(copyRows([[1, 2], [8, 8]], 1).x, [[1, 2, 0, 9, 9], [8, 8, 0, 9, 9]], { what: 'x' }); // biome-ignore format: a row a word
  });
  t.step('random words', () => {
    const random = new Random(1);
    for (let round = 0; round < 10; round++) {
      const [n, gap] = [1 + random.int(4), random.int(10)];
      const words = Array.from({ length: 4 }, () => Array.from({ length: n }, () => 1 + random.int(8)));
      const { x, y } = copyRows(words, gap);
      words.forEach((word, row) => {
        t.equal(x[row]!.length, 2 * n + gap, { what: `length of row ${row} of x` });
        t.equal(x[row]!.slice(0, n), word, { what: `beginning of row ${row} of x` });
        t.equal(y[row]!.slice(-n), word, { what: `end of row ${row} of y` });
        t.equal(y[row]!.filter((id) => id === none).length, n + gap, {
          what: `places without a question in row ${row}`,
        });
      });
    }
  });
});
