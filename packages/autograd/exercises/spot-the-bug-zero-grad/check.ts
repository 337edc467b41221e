import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('autograd/spot-the-bug-zero-grad', ({ fitLine }, t) => {
  type Points = [number, number][];
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;
  /** The same by hand: slopes of the mean of the squares. */
  const wanted = (points: Points, steps: number, rate: number): { w: number; b: number } => {
    let [w, b] = [0, 0];
    for (let step = 0; step < steps; step++) {
      let [dw, db] = [0, 0];
      for (const [x, y] of points) {
        const error = w * x + b - y;
        dw += (2 * error * x) / points.length;
        db += (2 * error) / points.length;
      }
      w -= rate * dw;
      b -= rate * db;
    }
    return { w, b };
  };

  t.step('one point, one step: downhill', () => {
    const { w, b } = fitLine([[1, 2]], 1, 0.1);
    t.ok(!(near(w, -0.4) && near(b, 0.4)), 'w went uphill, to −0.4: both weights go against their slope');
    t.ok(!(near(w, -0.4) && near(b, -0.4)), 'Both weights went uphill: go against the slope');
    t.ok(!(near(w, 0) && near(b, 0)), 'Nothing moved: is backward called before the step?');
    t.ok(!(near(w, 0.2) && near(b, 0.2)), 'The 2 of the square is missing');
    t.close([w, b], [0.4, 0.4], { what: 'w and b' });
  });
  t.step('three points, one step: the mean', () => {
    const points: Points = [[1, 2], [2, 1], [3, 5]]; // biome-ignore format: points
    const { w, b } = fitLine(points, 1, 0.01);
    const want = wanted(points, 1, 0.01);
    t.ok(!near(w, 3 * want.w), 'The step is 3 times too long: a sum over 3 points where the mean is wanted');
    t.ok(!near(w, want.w / 3), 'The step is 3 times too short: the mean was taken twice');
    t.close([w, b], [want.w, want.b], { what: 'w and b' });
  });
  t.step('two steps: the slopes of the first are gone', () => {
    const { w, b } = fitLine([[1, 2]], 2, 0.1);
    t.ok(
      !(near(w, 1.04) && near(b, 1.04)),
      'The second step went along the sum of both slopes: empty them in each step, w.zeroGrad()',
    );
    t.ok(!(near(w, 0.64) && near(b, 1.04)), 'The slope of b piles up, that of w does not: empty both');
    t.ok(!(near(b, 0.64) && near(w, 1.04)), 'The slope of w piles up, that of b does not: empty both');
    t.ok(!near(w, 0.4), 'The second step did not move: the slopes were emptied after backward, before the step');
    t.close([w, b], [0.64, 0.64], { what: 'w and b' });
  });
  t.step('both slopes are emptied', () => {
    const points: Points = [[1, 2], [-2, 1], [3, 5]]; // biome-ignore format: points
    const { w, b } = fitLine(points, 3, 0.05);
    const want = wanted(points, 3, 0.05);
    t.close([w, b], [want.w, want.b], { what: 'w and b' });
  });
  t.step('settles on the line: 300 steps', () => {
    const { w, b } = fitLine([[0, 1], [1, 3], [2, 5], [3, 7]], 300, 0.1); // biome-ignore format: points
    t.close([w, b], [2, 1], { what: 'w and b', rtol: 1e-3 });
  });
  t.step('random: 20 points, 30 steps', () => {
    const random = new Random(3);
    const points: Points = Array.from({ length: 20 }, () => [random.next() * 2 - 1, random.next()]);
    const { w, b } = fitLine(points, 30, 0.2);
    const want = wanted(points, 30, 0.2);
    t.close([w, b], [want.w, want.b], { what: 'w and b' });
  });
});
