import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/rnn-step', ({ rnnStep }, t) => {
  const is = (found: NDArray | undefined, wrong: number): boolean =>
    found?.size === 1 && Math.abs(found.toFlat()[0]! - wrong) < 1e-4;

  t.step('one unit: x = 2, h = 0.5', () => {
    const one = rnnStep(array([[2]]), array([[0.5]]), array([[0.3]]), array([[-0.4]]), array([0.1]));
    t.ok(!is(one, 0.5), 'The result is 0.5, the sum: the bend is missing, tanh around it');
    t.ok(!is(one, 0.6044), 'The result is tanh(0.3 · 2 + 0.1): the state before, h, takes no part');
    t.ok(!is(one, 0.3799), 'The result is tanh(0.3 · 2 − 0.4 · 0.5): the bias b is missing');
    t.ok(!is(one, 0.6225), 'The result is the sigmoid of 0.5: the bend is to be tanh');
    t.ok(
      !is(one, 0.4397),
      'The result is tanh(0.6) + tanh(−0.2) + 0.1 or alike: add everything up first, then one tanh around the sum',
    );
    t.close(one, array([[0.46212]]));
  });
  t.step('two units that listen to each other', () => {
    const two = rnnStep(array([[0]]), array([[1, 0]]), array([[0], [0]]), array([[0, 0], [0.5, 0]]), array([0, 0])); // biome-ignore format: as matrices
    t.ok(
      Math.abs(two.toFlat()[1]!) > 1e-6,
      'Unit 2 listens to unit 1, wh[1][0] = 0.5, but nothing arrived there: is wh used without its transpose?',
    );
    t.close(two, array([[0, 0.46212]]));
  });
  t.step('a bend on each number, between −1 and 1', () => {
    const far = rnnStep(array([[100], [-100]]), array([[0], [0]]), array([[1]]), array([[1]]), array([0]));
    t.close(far, array([[1], [-1]]));
  });
  t.step('two sequences, three inputs, two units', () => {
    const got = rnnStep(
      array([[1, 0, -1], [0.5, 2, 0]]), // biome-ignore format: a row a sequence
      array([[0.2, -0.1], [0, 0.4]]), // biome-ignore format: a row a sequence
      array([[0.1, 0.2, 0.3], [-0.3, 0.1, 0]]), // biome-ignore format: a row a unit
      array([[0.5, -0.5], [0.2, 0.3]]), // biome-ignore format: a row a unit
      array([0.05, -0.05]),
    );
    t.close(got, array([[0, -0.33 - 0.01], [0.3, 0.12]].map((row) => row.map(tanh)))); // biome-ignore format: a row a sequence
  });
  t.step('random: 5 sequences, 4 inputs, 3 units', () => {
    const random = new Random(6);
    const draw = (...shape: number[]) => random.normal(shape);
    const [x, h, wi, wh, b] = [draw(5, 4), draw(5, 3), draw(3, 4), draw(3, 3), draw(3)];
    const want = Array.from({ length: 5 }, (_, row) =>
      Array.from({ length: 3 }, (_, unit) => {
        let sum = b.get(unit);
        for (let j = 0; j < 4; j++) sum += wi.get(unit, j) * x.get(row, j);
        for (let j = 0; j < 3; j++) sum += wh.get(unit, j) * h.get(row, j);
        return tanh(sum);
      }),
    );
    t.close(rnnStep(x, h, wi, wh, b), array(want));
  });
});

const tanh = (value: number): number => Math.tanh(value);
