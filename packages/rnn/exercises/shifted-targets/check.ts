import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/shifted-targets', ({ nextCharacters }, t) => {
  const same = (found: unknown, wrong: unknown): boolean => JSON.stringify(found) === JSON.stringify(wrong);

  t.step('one word, (1 4 1)', () => {
    const { x, y } = nextCharacters([[1, 4, 1]]);
    t.ok(
      !same(x, [[1, 4, 1, 0]]),
      'x begins with the word: it begins with 0, since the first letter is a question too',
    );
    t.ok(!same(y, x), 'y is x: the model is asked for what it has been shown. The answers stand one step later');
    t.ok(!same(y, [[1, 4, 1, -100]]), 'The end is not asked for: behind the last id of the word the answer is 0');
    t.ok(!same(y, [[0, 0, 1, 4]]), 'y is moved the wrong way: at each step it is what comes next in x');
    t.ok(
      x[0]?.length !== 3,
      'The rows have 3 steps: one more is wanted, as the end is a question too. T is longest + 1',
    );
    t.equal(x, [[0, 1, 4, 1]], { what: 'x' });
    t.equal(y, [[1, 4, 1, 0]], { what: 'y' });
  });
  t.step('the words of the paper, (1 4 1) and (2)', () => {
    const { x, y } = nextCharacters([[1, 4, 1], [2]]);
    t.ok(
      x[1]?.length === 4,
      `The second row of x has ${x[1]?.length} steps: all rows are as long as the longest word + 1`,
    );
    t.ok(
      !same(y[1], [2, 0, 0, 0]),
      'The fillers of y are 0, which means "the name ends here": they would count. Fill with −100',
    );
    t.ok(!same(y[1], [2, 0, -1, -1]), 'The fillers of y are −1: the losses skip −100, and −1 is no id');
    t.ok(!same(y[1], [2, -100, -100, -100]), 'The end of the shorter word is not asked for: 0 behind the 2, then −100');
    t.ok(!x[1]?.includes(-100), 'x holds −100, which is no id: fill x with 0');
    t.equal(x, [[0, 1, 4, 1], [0, 2, 0, 0]], { what: 'x' }); // biome-ignore format: a row a word
    t.equal(y, [[1, 4, 1, 0], [2, 0, -100, -100]], { what: 'y' }); // biome-ignore format: a row a word
  });
  t.step('the longest word may stand anywhere', () => {
    t.equal(nextCharacters([[3], [5, 6]]), { x: [[0, 3, 0], [0, 5, 6]], y: [[3, 0, -100], [5, 6, 0]] }); // biome-ignore format: a row a word
  });
  t.step('random words', () => {
    const random = new Random(3);
    const words = Array.from({ length: 30 }, () => Array.from({ length: 1 + random.int(9) }, () => 1 + random.int(26)));
    const { x, y } = nextCharacters(words);
    words.forEach((word, row) => {
      t.equal(x[row]!.slice(0, word.length + 1), [0, ...word], { what: `beginning of row ${row} of x` });
      t.equal(y[row]!.slice(0, word.length + 1), [...word, 0], { what: `beginning of row ${row} of y` });
      t.equal(y[row]!.filter((id) => id === -100).length, x[row]!.length - word.length - 1, { what: `fillers in row ${row} of y` }); // biome-ignore format: one call
    });
  });
});
