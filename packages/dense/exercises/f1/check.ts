import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-5;

export default check<typeof import('./solution.ts')>('dense/f1', ({ scores }, t) => {
  const counts = { found: 6, alarms: 2, missed: 4 };

  t.step('precision: 6 of the 8 that were called', () => {
    const { precision } = scores(counts);
    t.ok(
      !near(precision, 0.6),
      'The precision is 0.6 = 6/10, that is the recall: divide by all that were called, found + alarms',
    );
    t.ok(!near(precision, 3), 'The precision is 3 = 6/2: divide by all that were called, found + alarms');
    t.ok(!near(precision, 0.5), 'The precision is 0.5 = 6/12: the missed do not belong here');
    t.close(precision, 0.75, { what: 'precision' });
  });
  t.step('recall: 6 of the 10 that there are', () => {
    const { recall } = scores(counts);
    t.ok(!near(recall, 1.5), 'The recall is 1.5 = 6/4: divide by all that there are, found + missed');
    t.ok(!near(recall, 0.5), 'The recall is 0.5 = 6/12: the alarms do not belong here');
    t.close(recall, 0.6, { what: 'recall' });
  });
  t.step('F1: the harmonic mean, 0.667', () => {
    const { f1 } = scores(counts);
    t.ok(!near(f1, 0.675), 'F1 is 0.675, the ordinary mean: wanted is 2PR/(P + R)');
    t.ok(!near(f1, Math.sqrt(0.45)), 'F1 is 0.671, the geometric mean: wanted is 2PR/(P + R)');
    t.ok(!near(f1, 1 / 3), 'F1 is 0.333, half of it: is the 2 missing?');
    t.ok(!near(f1, 0.5), 'F1 is 0.5 = 6/12, the found of all that were called or wanted: take 2PR/(P + R)');
    t.ok(!near(f1, 0.9), 'F1 is 0.9 = 2PR: divide by P + R');
    t.close(f1, 2 / 3, { what: 'f1' });
  });
  t.step('nothing found: zeros, not NaN', () => {
    for (const nothing of [
      { found: 0, alarms: 3, missed: 2 },
      { found: 0, alarms: 0, missed: 5 },
      { found: 0, alarms: 0, missed: 0 },
    ]) {
      const found = scores(nothing);
      for (const [name, value] of Object.entries(found)) {
        t.ok(!Number.isNaN(value), `${name} is NaN for ${JSON.stringify(nothing)}: 0/0, give 0 there`);
        t.close(value, 0, { what: name });
      }
    }
  });
  t.step('a perfect search: ones', () => {
    const { precision, recall, f1 } = scores({ found: 9, alarms: 0, missed: 0 });
    t.ok(!near(precision, 0), 'The precision is 0 for a perfect search: only `found = 0` is nothing');
    t.close([precision, recall, f1], [1, 1, 1]);
  });
  t.step('random counts', () => {
    const random = new Random(17);
    for (let i = 0; i < 50; i++) {
      const [found, alarms, missed] = [1 + random.int(40), random.int(40), random.int(40)];
      const got = scores({ found, alarms, missed });
      t.close(
        [got.precision, got.recall, got.f1],
        [found / (found + alarms), found / (found + missed), (2 * found) / (2 * found + alarms + missed)],
        { what: 'precision, recall, f1' },
      );
    }
  });
});
