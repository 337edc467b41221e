import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/sliding-windows', ({ windows }, t) => {
  const same = (found: unknown, wrong: unknown): boolean => JSON.stringify(found) === JSON.stringify(wrong);

  t.step('10 20 30 40 50 in windows of 3', () => {
    const { x, y } = windows([10, 20, 30, 40, 50], 3, 1);
    t.ok(
      !same(y, [30, 40]) && !same(y, [30, 40, 50]),
      'The targets are the last numbers of their windows: the model would be shown the answer',
    );
    t.ok(x.length !== 1 || x[0]?.length !== 3, 'Only one window: (20 30 40) has a target too, 50. Is a + 1 missing?');
    t.ok(
      !(x.length === 3 && y[2] === undefined),
      'The window (30 40 50) has nothing behind it: its target is undefined. There is one window too many',
    );
    t.ok(x[1]?.length !== 2, 'The second window is too short: slice takes start and end, not start and length');
    t.equal(x, [[10, 20, 30], [20, 30, 40]], { what: 'list of windows' }); // biome-ignore format: as on paper
    t.equal(y, [40, 50], { what: 'list of targets' });
  });
  t.step('windows overlap: each begins one step after the one before', () => {
    const { x } = windows([1, 2, 3, 4, 5, 6, 7], 2, 1);
    t.ok(x[1]?.[0] !== 3, 'The second window begins where the first ends: move on by one step, not by a whole window');
    t.equal(x.length, 5, { what: 'number of windows' });
    t.equal(x[1], [2, 3], { what: 'second window' });
  });
  t.step('a horizon of 3', () => {
    const { x, y } = windows([10, 20, 30, 40, 50, 60], 2, 3);
    t.ok(
      y[0] !== 30,
      'The first target is 30, the next step, but it is to stand 3 steps behind the window (10 20): 50',
    );
    t.ok(
      y[0] !== 60,
      'The first target is 60, one step too far: 3 steps behind 20, the last step of the window, is 50',
    );
    t.equal({ x, y }, { x: [[10, 20], [20, 30]], y: [50, 60] }); // biome-ignore format: as on paper
  });
  t.step('a window of one step', () => t.equal(windows([4, 6, 9], 1, 1), { x: [[4], [6]], y: [6, 9] }));
  t.step('a series too short for a window: none', () => t.equal(windows([1, 2], 2, 1), { x: [], y: [] }));
  t.step('random series', () => {
    const random = new Random(4);
    for (let round = 0; round < 20; round++) {
      const series = Array.from({ length: 10 + random.int(20) }, () => random.int(100));
      const [length, horizon] = [1 + random.int(4), 1 + random.int(5)];
      const { x, y } = windows(series, length, horizon);
      t.equal(x.length, series.length - length - horizon + 1, { what: 'number of windows' });
      t.equal(x.at(-1), series.slice(-length - horizon, -horizon), { what: 'last window' });
      t.equal(y, series.slice(length - 1 + horizon), { what: 'list of targets' });
    }
  });
});
