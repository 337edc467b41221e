import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';
import { LinearRegression } from '@zero-to-gpt/linreg';

/** Whether a result is a known wrong one. */
const is = (found: number, wrong: number): boolean => Math.abs(found - wrong) < 1e-3;

export default check<typeof import('./solution.ts')>('linreg/gradient-descent', ({ gradientDescent }, t) => {
  t.step('no epochs: zero weights and one loss', () => {
    const { w, b, history } = gradientDescent(array([[1, 2]]), array([3]), { lr: 0.1, epochs: 0 });
    t.ok(
      history.length < 2,
      `0 epochs were asked for and the history has ${history.length} losses: the loop runs once too often`,
    );
    t.close(w, array([0, 0]), { what: 'w' });
    t.close(b, 0, { what: 'b' });
    t.close(history, [9], { what: 'history' });
  });
  t.step('one day, one epoch: w moves to 1.2', () => {
    const { w } = gradientDescent(array([[2]]), array([3]), { lr: 0.1, epochs: 1 });
    t.close(w, array([1.2]), { what: 'w' });
  });
  t.step('and b to 0.6, by the slope at the same place', () => {
    const { b } = gradientDescent(array([[2]]), array([3]), { lr: 0.1, epochs: 1 });
    t.ok(!is(b, 6), 'b went from 0 to 6, by its whole slope: the bias needs the learning rate as well');
    t.close(b, 0.6, { what: 'b (its slope belongs to the weights before the step)' });
  });
  t.step('the history has one loss more than epochs', () => {
    const { history } = gradientDescent(array([[1]]), array([2]), { lr: 0.25, epochs: 1 });
    t.ok(
      history.length !== 2 || history[1] !== 4,
      'The loss of the epoch is the one before its step: record it after both updates',
    );
    t.close(history, [4, 0], { what: 'history' });
  });
  t.step('three epochs on two days', () => {
    const { w, b, history } = gradientDescent(array([[0], [2]]), array([1, 5]), { lr: 0.1, epochs: 3 });
    t.shape(history, [4], { what: 'history' });
    const want = new LinearRegression({ lr: 0.1, epochs: 3 }).fit(array([[0], [2]]), array([1, 5]));
    t.close(w, want.coef, { what: 'w' });
    t.close(b, want.intercept, { what: 'b' });
    t.close(history, want.history, { what: 'history' });
  });
  t.step('the loss falls at every epoch', () => {
    const { history } = gradientDescent(array([[-1], [0], [1]]), array([1, 3, 5]), { lr: 0.1, epochs: 30 });
    const worse = history.findIndex((loss, i) => i > 0 && loss > history[i - 1]!);
    t.ok(worse < 0, `The loss rises at epoch ${worse}, from ${history[worse - 1]} to ${history[worse]}`);
  });
  t.step('random: finds the weights that made the data', () => {
    const x = new Random(5).normal([200, 3]);
    const y = x.dot(array([2, -1, 0.5])).add(4);
    const { w, b } = gradientDescent(x, y, { lr: 0.1, epochs: 150 });
    t.close(w, array([2, -1, 0.5]), { atol: 1e-2, what: 'w' });
    t.close(b, 4, { atol: 1e-2, what: 'b' });
  });
});
