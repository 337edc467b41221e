import { array, type NDArray, ones, scope } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Rule, Traced } from '../../tape/vocabulary.ts';
import type { Subset } from '../subset.ts';

/** Rules of calculus that come from outside: those of later chapters, and readers' own. */
export function describeRules({ tensor, apply, applyOne, run, only }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;
  const cube: Rule = (x) => ({
    values: [x.mul(x).mul(x)],
    saved: [x],
    backward: (dys) => [only(dys).mul(x).mul(x).mul(3)],
  });

  describe('rules', () => {
    test('applyOne() has the value of the rule', () => {
      close(api, applyOne(cube, tensor([1, 2])).value, [1, 8]);
    });
    test('applyOne() goes back by the rule, from the gradient of its value', () => {
      const x = tensor([1, 2], { requiresGrad: true });
      applyOne(cube, x)
        .mul(tensor([10, 100]))
        .sum()
        .backward();
      close(api, x.grad!, [30, 1200]);
    });
    test('applyOne() tells the rule which inputs need a gradient, and takes null for the others', () => {
      let told: readonly boolean[] = [];
      const product: Rule = (a, b) => ({
        values: [a.mul(b)],
        backward: (dys, needs) => {
          told = [...needs];
          return [needs[0] ? only(dys).mul(b) : null, needs[1] ? only(dys).mul(a) : null];
        },
      });
      const [a, b] = [tensor(2), tensor(3, { requiresGrad: true })];
      applyOne(product, a, b).backward();
      expect([told, a.grad, b.grad?.item()]).toEqual([[false, true], null, 2]);
    });
    test('applyOne() sums a gradient that kept the broadcast shape: a rule need not', () => {
      const shift: Rule = (x, bias) => ({ values: [x.add(bias)], backward: (dys) => [only(dys), only(dys)] });
      const [x, bias] = [tensor([[1], [2]], { requiresGrad: true }), tensor([0, 0, 0], { requiresGrad: true })];
      applyOne(shift, x, bias).sum().backward();
      close(api, x.grad!, [[3], [3]]);
      close(api, bias.grad!, [2, 2, 2]);
    });
    test('applyOne() may be given back the gradient itself by a rule: its copies stay apart', () => {
      const same: Rule = (a, b) => ({ values: [a.add(b)], backward: ([dy = null]) => [dy, dy] });
      const [a, b] = [tensor([1, 2], { requiresGrad: true }), tensor([3, 4], { requiresGrad: true })];
      const y = applyOne(same, a, b);
      y.mul(2).add(a).sum().backward();
      close(api, a.grad!, [3, 3]);
      close(api, b.grad!, [2, 2]);
    });
    test('applyOne() may have a rule that makes new arrays and keeps them for its way back', () => {
      using _ = scope();
      const kept: Rule = (x): Traced<NDArray> => {
        const factor = ones(x.shape).mul(5);
        return { values: [x.mul(factor)], saved: [factor], backward: (dys) => [only(dys).mul(factor)] };
      };
      const x = tensor([1, 2], { requiresGrad: true });
      applyOne(kept, x).sum().backward();
      close(api, x.grad!, [5, 5]);
    });
    test('applyOne() may look up arrays that are no inputs, such as ids', () => {
      const ids = array([1, 1, 0], { dtype: 'int32' });
      const rows: Rule = (table) => ({
        values: [table.take(ids)],
        saved: [ids],
        backward: (dys) => [array([only(dys).get(2), only(dys).get(0) + only(dys).get(1)])],
      });
      const table = tensor([5, 7], { requiresGrad: true });
      const y = applyOne(rows, table);
      close(api, y.value, [7, 7, 5]);
      y.mul(tensor([1, 10, 100]))
        .sum()
        .backward();
      close(api, table.grad!, [100, 11]);
    });
    test('apply() has a tensor for each value of the rule; the way back is null for those that nothing depends on', () => {
      const halves: Rule = (x) => ({
        values: [x.slice({ stop: 1 }), x.slice({ start: 1 })],
        backward: ([first = null, second = null]) => [array([first ? first.item() : 0, second ? second.item() : 0])],
      });
      const x = tensor([3, 4], { requiresGrad: true });
      const [first, second] = apply(halves, x);
      close(api, second!.value, [4]);
      first!.mul(second!).sum().backward();
      close(api, x.grad!, [4, 3]);
      x.zeroGrad();
      apply(halves, x)[1]!.mul(10).sum().backward();
      close(api, x.grad!, [0, 10]);
    });
    test('run() gives the first value of a rule on arrays', () => {
      close(api, run(cube, array([1, 2])), [1, 8]);
    });
    test('only() is the first of the gradients', () => {
      const dy = array(2);
      expect(only([dy]) === dy).toBe(true);
    });
  });
}
