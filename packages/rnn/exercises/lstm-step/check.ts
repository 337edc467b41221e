import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

export default check<typeof import('./solution.ts')>('rnn/lstm-step', ({ lstmStep }, t) => {
  /** One unit without inputs, its gates and g set by their biases. */
  const one = (c: number, i: number, f: number, g: number, o: number): { h: number; c: number } => {
    const zero = array([[0], [0], [0], [0]]);
    const found = lstmStep(array([[0]]), array([[0.3]]), array([[c]]), zero, zero, array([i, f, g, o]));
    t.shape(found.c, [1, 1], { what: 'cell' });
    t.shape(found.h, [1, 1], { what: 'state' });
    return { h: found.h.toFlat()[0]!, c: found.c.toFlat()[0]! };
  };
  const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-4;

  t.step('f = 1, i = 0: the cell is kept', () => {
    const { c } = one(2, -40, 40, 1, 40);
    t.ok(
      !is(c, 0),
      'The cell is gone: the order of the blocks is i, f, g, o, and f, the second, multiplies the old cell',
    );
    t.ok(!is(c, Math.tanh(1)), 'The cell was replaced by g: i, the first block, multiplies g, and f the old cell');
    t.ok(!is(c, Math.tanh(2)), 'The cell was bent by tanh: only h looks at it through tanh, c itself stays as it is');
    t.ok(!is(c, 0.3), 'The cell is 0.3, the old h: f multiplies the old c');
    t.close(c, 2, { what: 'cell' });
  });
  t.step('f = 0, i = 1: the cell is made anew', () => {
    const { c } = one(2, 40, -40, 0.5, 40);
    t.ok(!is(c, sigmoid(0.5)), 'g is bent by a sigmoid: tanh is wanted, since a cell must be able to go down, too');
    t.ok(!is(c, 1), 'The cell is 1, made of the fourth block: the order is i, f, g, o, so g is the third');
    t.close(c, Math.tanh(0.5), { what: 'cell' });
  });
  t.step('f = 1, i = 1: the new is added to the old', () => {
    const { c } = one(2, 40, 40, -0.5, 40);
    t.close(c, 2 - Math.tanh(0.5), { what: 'cell' });
  });
  t.step('h shows the new cell, through tanh', () => {
    const { h } = one(2, 40, -40, 0.5, 40); // new cell tanh(0.5)
    t.ok(!is(h, Math.tanh(2)), 'h shows the old cell, tanh(2): it is to show the new one');
    t.ok(!is(h, Math.tanh(0.5)), 'h is the cell itself: bend it by tanh first');
    t.close(h, Math.tanh(Math.tanh(0.5)), { what: 'state' });
  });
  t.step('o = 0 shows nothing and keeps the cell', () => {
    const { h, c } = one(2, -40, 40, 1, -40);
    t.ok(!is(h, Math.tanh(2)), 'With o = 0 the state is to be 0: multiply by the gate o, the fourth block');
    t.close([h, c], [0, 2], { what: 'list of h and c' });
  });
  t.step('random: 3 sequences, 2 inputs, 4 units', () => {
    const random = new Random(22);
    const [B, I, H] = [3, 2, 4];
    const draw = (...shape: number[]): NDArray => random.normal(shape);
    const [x, h, c, wi, wh, b] = [draw(B, I), draw(B, H), draw(B, H), draw(4 * H, I), draw(4 * H, H), draw(4 * H)];
    const cells = Array.from({ length: B }, (_, row) =>
      Array.from({ length: H }, (_, unit) => {
        const sum = (block: number): number => {
          const at = block * H + unit;
          let total = b.get(at);
          for (let j = 0; j < I; j++) total += wi.get(at, j) * x.get(row, j);
          for (let j = 0; j < H; j++) total += wh.get(at, j) * h.get(row, j);
          return total;
        };
        const cell = sigmoid(sum(1)) * c.get(row, unit) + sigmoid(sum(0)) * Math.tanh(sum(2));
        return { cell, state: sigmoid(sum(3)) * Math.tanh(cell) };
      }),
    );
    const found = lstmStep(x, h, c, wi, wh, b);
    t.close(found.c, array(cells.map((row) => row.map(({ cell }) => cell))), { what: 'cell' });
    t.close(found.h, array(cells.map((row) => row.map(({ state }) => state))), { what: 'state' });
  });
});
