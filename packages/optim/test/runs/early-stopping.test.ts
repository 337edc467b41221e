import { Linear } from '@zero-to-gpt/autograd';
import { array, createReference, type NDArray, Random } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { EarlyStopping, type EarlyStoppingOptions } from '../../src/runs/early-stopping.ts';

expect.extend(matchers);

/** After how many values it says stop; 0 for never. */
const after = (values: number[], options: EarlyStoppingOptions = {}): number => {
  const watch = new EarlyStopping(options);
  return values.findIndex((value) => watch.update(value)) + 1;
};

test('EarlyStopping ends after `patience` values without a better one', () => {
  expect(after([5, 4, 3, 3, 3, 3], { patience: 3 })).toBe(6);
  expect(after([5, 4, 5, 3, 5, 5], { patience: 2 })).toBe(6);
  expect(after([1, 2], { patience: 1 })).toBe(2);
  expect(after([3, 2, 1, 0, -1], { patience: 1 })).toBe(0);
});

test('EarlyStopping takes for better what is further from the best than minDelta', () => {
  expect(after([1, 0.95, 0.9, 0.85], { patience: 2, minDelta: 0.1 })).toBe(3);
  expect(after([1, 0.8, 0.6, 0.4], { patience: 2, minDelta: 0.1 })).toBe(0);
});

test('EarlyStopping takes more for better with mode max', () => {
  expect(after([0.5, 0.6, 0.6, 0.55], { patience: 2, mode: 'max' })).toBe(4);
});

test('EarlyStopping ends at once at a value that is not finite, and says so', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const watch = new EarlyStopping();
    expect(watch.update(1)).toBe(false);
    expect(watch.update(value)).toBe(true);
    expect(watch.reason).toBe(`the value is ${value}`);
    expect(watch.best).toBe(1);
  }
});

test('EarlyStopping tells best, wait, improved and reason', () => {
  const watch = new EarlyStopping({ patience: 2 });
  const facts = () => [watch.best, watch.wait, watch.improved, watch.reason];
  expect(facts()).toEqual([null, 0, false, null]);
  watch.update(2);
  expect(facts()).toEqual([2, 0, true, null]);
  watch.update(3);
  expect(facts()).toEqual([2, 1, false, null]);
  watch.update(2);
  expect(facts()).toEqual([2, 2, false, 'no value better than 2 for 2 in a row']);
  watch.update(1);
  expect(facts()).toEqual([1, 0, true, null]);
});

forEachDevice((makeDevice, name) => {
  test(`EarlyStopping restores the best model on ${name}`, async () => {
    const model = new Linear(2, 1, { random: new Random(1), device: makeDevice() });
    using watch = new EarlyStopping({ patience: 9, model });
    const values = [3, 1, 2];
    for (const [i, value] of values.entries()) {
      model.weight.value.fill(i);
      watch.update(value);
    }
    watch.restoreBest();
    await expect(model.weight.value).toBeAllClose([[1, 1]]);
  });
});

test('EarlyStopping goes on from its state as if it had not stopped', () => {
  const model = new Linear(1, 1);
  const make = () => new EarlyStopping({ patience: 3, model });
  using whole = make();
  using first = make();
  model.weight.value.fill(7);
  for (const value of [5, 4, 6]) for (const each of [whole, first]) each.update(value);
  using second = make();
  second.loadStateDict(first.stateDict());
  model.weight.value.fill(8);
  for (const value of [4.5, 4.2]) expect(second.update(value)).toBe(whole.update(value));
  expect([second.best, second.wait, second.reason]).toEqual([4, 3, whole.reason]);
  second.restoreBest();
  expect(model.weight.value.item()).toBe(7);
});

test('EarlyStopping refuses a state that does not fit, and stays as it was', () => {
  using watch = new EarlyStopping({ model: new Linear(1, 1) });
  watch.update(3);
  const good = watch.stateDict();
  const change = (entries: [string, NDArray | number][]) => new Map([...good, ...entries]);
  expect(() => watch.loadStateDict(change([['updates', 0.5]]))).toThrow(
    'Cannot load early stopping: "updates" is 0.5, expected a whole number, at least 0',
  );
  expect(() => watch.loadStateDict(change([['best', Number.NaN]]))).toThrow('"best" is NaN, expected a finite number');
  expect(() => watch.loadStateDict(change([['bestAt', 2]]))).toThrow('"bestAt" is 2, expected at most updates, 1');
  expect(() => watch.loadStateDict(change([['model.bias', array([1, 2])]]))).toThrow('"model.bias" is an array of [2]');
  expect(watch.best).toBe(3);
});

test('EarlyStopping refuses options that cannot be, and to restore what it has not kept', () => {
  expect(() => new EarlyStopping({ patience: 0 })).toThrow('Cannot stop with patience 0: expected a whole number');
  expect(() => new EarlyStopping({ minDelta: -1 })).toThrow('Cannot stop with minDelta -1: expected a finite number');
  expect(() => new EarlyStopping({ mode: 'less' as 'min' })).toThrow("mode 'less': expected 'min' or 'max'");
  expect(() => new EarlyStopping().restoreBest()).toThrow('give { model } to EarlyStopping');
  using watch = new EarlyStopping({ model: new Linear(1, 1) });
  expect(() => watch.restoreBest()).toThrow('there was no value yet');
});

test('EarlyStopping frees its copy when disposed', () => {
  const device = createReference();
  const model = new Linear(3, 3, { device });
  const before = device.stats().bytes;
  const watch = new EarlyStopping({ model });
  watch.update(1);
  expect(device.stats().bytes).toBe(2 * before);
  watch[Symbol.dispose]();
  expect(device.stats().bytes).toBe(before);
});
