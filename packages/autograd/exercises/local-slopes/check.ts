import { check } from '@zero-to-gpt/check';
import { math, Random } from '@zero-to-gpt/linalg';
import type { Operation } from './solution.ts';

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));

export default check<typeof import('./solution.ts')>('autograd/local-slopes', ({ localSlopes }, t) => {
  const compare = (operation: Operation, a: number, b: number, value: number, slopes: number[]): void => {
    const found = localSlopes(operation, a, b);
    t.close(found.value, value, { what: `value of ${operation}` });
    t.ok(
      Array.isArray(found.slopes) && found.slopes.length === slopes.length,
      `${operation} has ${slopes.length === 1 ? 'one slope, its b plays no part' : 'two slopes, one for a and one for b'}`,
      `Yours: ${JSON.stringify(found.slopes)}`,
    );
    t.close(found.slopes, slopes, { what: `slopes of ${operation}` });
  };
  const slopesOf = (operation: Operation, a: number, b?: number): number[] =>
    localSlopes(operation, a, b)?.slopes ?? [];
  const are = (found: number[], ...wrong: number[]): boolean =>
    found.length === wrong.length && wrong.every((slope, i) => near(found[i]!, slope));

  t.step('sum and difference', () => {
    compare('add', 6, 2, 8, [1, 1]);
    t.ok(!are(slopesOf('sub', 6, 2), 1, 1), 'A nudge of b upwards moves a − b downwards: the second slope is −1');
    compare('sub', 6, 2, 4, [1, -1]);
  });
  t.step('product: each has the other', () => {
    t.ok(!are(slopesOf('mul', 6, 2), 6, 2), 'The slopes of a product are swapped: a nudge of a is multiplied by b');
    t.ok(
      !are(slopesOf('mul', 6, 2), 1, 1),
      'The slopes of a product are 1 and 1, as of a sum: a nudge of a is multiplied by b',
    );
    compare('mul', 6, 2, 12, [2, 6]);
  });
  t.step('quotient', () => {
    const found = slopesOf('div', 6, 2);
    t.ok(!are(found, 0.5, 1.5), 'The second slope of a quotient has the wrong sign: a larger b makes a / b smaller');
    t.ok(!are(found, 0.5, -3), 'The second slope of a quotient is −a / b², not −a / b');
    t.ok(!are(found, 0.5, -0.25), 'The second slope of a quotient lacks its a: −a / b²');
    t.ok(!are(found, 2, -1.5), 'The first slope of a quotient is b: it is 1 / b');
    compare('div', 6, 2, 3, [0.5, -1.5]);
  });
  t.step('relu: a gate', () => {
    compare('relu', 5, 0, 5, [1]);
    t.ok(!are(slopesOf('relu', -5), 1), 'The slope of relu at −5 is 0: what is negative is swallowed');
    compare('relu', -5, 0, 0, [0]);
    t.ok(!are(slopesOf('relu', 0), 1), 'At 0 the slope of relu is 0, as in PyTorch: a > 0, not a ≥ 0');
    compare('relu', 0, 0, 0, [0]);
  });
  t.step('tanh: from its own result', () => {
    const [y, a] = [math.tanh(0.5), 0.5];
    const found = slopesOf('tanh', a);
    t.ok(!are(found, 1 - a * a), 'The slope of tanh is 1 − y² with y the result, not the input');
    t.ok(!are(found, 1 - y), 'The slope of tanh is 1 − y²: the square is missing');
    t.ok(!are(found, y * (1 - y)), 'y(1 − y) is the slope of the sigmoid: that of tanh is 1 − y²');
    compare('tanh', a, 0, y, [1 - y * y]);
  });
  t.step('random numbers against nudges', () => {
    const random = new Random(1);
    for (const operation of ['add', 'sub', 'mul', 'div', 'relu', 'tanh'] as const)
      for (let i = 0; i < 5; i++) {
        const [a, b] = [4 * random.next() - 2, 1 + 2 * random.next()];
        const binary = operation !== 'relu' && operation !== 'tanh';
        t.grad(([x, y]) => localSlopes(operation, x!, y ?? 0).value, binary ? [a, b] : [a], slopesOf(operation, a, b), {
          what: `slopes of ${operation}`,
        });
      }
  });
});
