import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray && `${[...found.toFlat()]}` === `${wrong}`;

export default check<typeof import('./solution.ts')>('dense/spot-the-bug-label', ({ binaryLabels }, t) => {
  t.step('find Chinstraps among three penguins', () => {
    const found = binaryLabels(['Adelie', 'Chinstrap', 'Adelie'], 'Chinstrap');
    t.ok(!is(found, 1, 0, 1), 'Label 1 marks the others: 1 is for the species that was asked for');
    t.close(found.reshape(-1), array([0, 1, 0]));
  });
  t.step('find Adelies: the alphabet has no say', () => {
    const found = binaryLabels(['Adelie', 'Chinstrap', 'Adelie'], 'Adelie');
    t.ok(!is(found, 0, 1, 0), 'Asked for Adelies, label 1 still marks Chinstraps: compare with `positive`');
    t.close(found.reshape(-1), array([1, 0, 1]));
  });
  t.step('three species: all others are 0', () => {
    const found = binaryLabels(['Gentoo', 'Adelie', 'Chinstrap', 'Gentoo'], 'Gentoo');
    t.ok(!is(found, 2, 0, 1, 2), 'A label is 2: all names but `positive` are 0, however many there are');
    t.close(found.reshape(-1), array([1, 0, 0, 1]));
  });
  t.step('the labels stand in a column, (N, 1)', () => {
    const found = binaryLabels(['Adelie', 'Chinstrap', 'Adelie'], 'Chinstrap');
    t.ok(`${found.shape}` !== '3', 'The shape is [3], a row: against scores (3, 1) it would be stretched to a table');
    t.shape(found, [3, 1]);
    t.ok(
      found.dtype === 'float32',
      `The dtype is ${found.dtype}, but float32 is wanted: a loss subtracts probabilities`,
    );
  });
  t.step('a name that nobody has is an error', () => {
    t.throws(() => binaryLabels(['Adelie', 'Chinstrap'], 'chinstrap'), { type: RangeError, message: 'chinstrap' });
  });
  t.step('200 random penguins', () => {
    const names = ['Adelie', 'Chinstrap', 'Gentoo'];
    const random = new Random(10);
    const species = Array.from({ length: 200 }, () => names[random.int(3)]!);
    for (const positive of names)
      t.close(binaryLabels(species, positive), array(species.map((name) => [name === positive ? 1 : 0])));
  });
});
