import { check } from '@zero-to-gpt/check';
import { math, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('linalg/numerical-derivative', ({ derivative, gradient }, t) => {
  t.step('a straight line, 3x + 1, rises by 3', () =>
    t.close(
      derivative((x) => 3 * x + 1, 5, 1e-4),
      3,
    ),
  );
  t.step('x² at 3 rises by 6', () =>
    t.close(
      derivative((x) => x * x, 3, 1e-4),
      6,
    ),
  );
  t.step('x² at −3 falls by 6', () =>
    t.close(
      derivative((x) => x * x, -3, 1e-4),
      -6,
    ),
  );
  t.step('x² is hit exactly even with a wide step of 0.5', () =>
    t.close(
      derivative((x) => x * x, 1, 0.5),
      2,
    ),
  );
  t.step('sin at 0 rises by 1', () => t.close(derivative(math.sin, 0, 1e-4), 1));
  t.step('gradient of a + 10b is [1, 10]', () =>
    t.close(
      gradient(([a = 0, b = 0]) => a + 10 * b, [2, 3], 1e-4),
      [1, 10],
    ),
  );
  t.step('gradient of a²b at [3, 2] is [12, 9]', () =>
    t.close(
      gradient(([a = 0, b = 0]) => a * a * b, [3, 2], 1e-4),
      [12, 9],
    ),
  );
  t.step('a random function of six numbers', () => {
    const random = new Random(12);
    const [w, x] = [random.normal([6]).toFlat(), [...random.normal([6]).toFlat()]];
    const f = (v: readonly number[]): number => v.reduce((sum, value, i) => sum + w[i]! * value * value, 0);
    t.grad(f, x, gradient(f, x, 1e-4), { what: 'gradient' });
  });
});
