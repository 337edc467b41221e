import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';
import { RNN } from '@zero-to-gpt/rnn';

/** One unit that adds up: h = relu(x + h). */
function adder(): RNN {
  const layer = new RNN(1, 1, { nonlinearity: 'relu', bias: false, random: new Random(1) });
  for (const { value } of layer.parameters) value.fill(1);
  return layer;
}

export default check<typeof import('./solution.ts')>('rnn/carry-state', ({ readStream }, t) => {
  const row = (...values: number[]): NDArray => array([values.map((value) => [value])]);
  const numbers = (found: NDArray): string => [...found.toFlat()].join(' ');

  t.step('one piece', () => t.close(readStream(adder(), [row(1, 2, 3)]), array([[[1], [3], [6]]])));
  t.step('two pieces, (1 2) and (3 4)', () => {
    const found = readStream(adder(), [row(1, 2), row(3, 4)]);
    t.ok(numbers(found) !== '1 3 3 7', 'The second piece began from zeros: is the state handed on to it?');
    t.ok(
      numbers(found) !== '1 3 4 8',
      'The second piece began from the first state of the piece before: hand on the last',
    );
    t.ok(
      numbers(found) !== '3 7 8 10' && numbers(found) !== '3 7 4 6',
      'The pieces were read from the last to the first: a stream has an order',
    );
    t.ok(
      found.shape[0] !== 2,
      'The pieces stand below each other, as two sequences: put them one behind the other in time, axis 1',
    );
    t.close(found, array([[[1], [3], [6], [10]]]));
  });
  t.step('three pieces', () => {
    const found = readStream(adder(), [row(1), row(2), row(3)]);
    t.ok(
      numbers(found) !== '1 3 4',
      'The third piece began from the state behind the first: take the latest each time',
    );
    t.close(found, array([[[1], [3], [6]]]));
  });
  t.step('each call begins a new stream', () => {
    const layer = adder();
    readStream(layer, [row(5)]);
    const found = readStream(layer, [row(1), row(1)]);
    t.ok(
      numbers(found) !== '6 7',
      'The second stream began with the memory of the first: start each call without a state',
    );
    t.close(found, array([[[1], [2]]]));
  });
  t.step('pieces of several lengths', () => {
    t.close(readStream(adder(), [row(1, 1, 1), row(1), row(1, 1)]), array([[[1], [2], [3], [4], [5], [6]]]));
  });
  t.step('random: 3 streams, 12 steps in 4 pieces, as in one', () => {
    const random = new Random(5);
    const layer = new RNN(2, 4, { random });
    const whole = random.normal([3, 12, 2]);
    const parts = [0, 3, 6, 9].map((start) => whole.slice({}, { start, stop: start + 3 }));
    const found = readStream(layer, parts);
    t.close(found, layer.forward(whole));
  });
});
