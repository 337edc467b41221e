import { type CheckResult, check, Todo } from '@zero-to-gpt/check';

/** Wrong answers of many kinds to one exercise. As text, since the minified names of parameters would be others. */
const modules = new Function(
  'Todo',
  `return [
    { sum: (x) => x.reduce((a, b) => a + b, 0) },
    { sum: (x) => x.reduce((a, b) => a + b, 0) / x.length },
    { sum: (x) => {} },
    { sum: async () => 6 },
    { sum: () => NaN },
    { sum: (values) => values.splice(0).length },
    { sum: (x) => x[9][0] },
    { sum: (x) => x.reduce((a, b) => a + b, 0).toFixed(2) },
    { sum: () => { throw new Todo('one line'); } },
    { sum: () => { throw new RangeError('Cannot add'); } },
    {},
    { sum: 6 },
  ]`,
)(Todo) as readonly object[]; // the text above

const theCheck = check<{ sum(x: number[]): number }>('demo/sum', (mine, t) => {
  t.step('adds 1, 2 and 3', () => t.close(mine.sum([1, 2, 3]), 6));
  t.step('adds 0.1 ten times', () => t.close(mine.sum(new Array<number>(10).fill(0.1)), 1));
  t.step('prints the same', () => t.close([mine.sum([1 / 3]), 1e-9, 12345.678], [2 / 3, 1, 12346], { rtol: 0 }));
});

/** What a host answers, without times and without what each engine words by itself. */
export async function answers(): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const module of modules) {
    const { steps, failure, ...result } = await theCheck.run(module);
    const { at: _, ...told } = failure ?? {};
    const engines = /Cannot read properties .*|can't access property .*|undefined is not an object .*/;
    const message = failure?.message.replace(engines, '…');
    const rest = failure && message !== undefined ? { failure: { ...failure, ...told, message, at: '' } } : {};
    results.push({ ...result, steps: steps.map((step) => ({ ...step, ms: 0 })), ...rest });
  }
  return results;
}

Object.assign(globalThis, { answers });
