import { Parameter, tensor } from '@zero-to-gpt/autograd';
import { array, cpu, scope } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Subset, SubsetOptimizer } from '../subset.ts';

/** `SGD` and `AdamW`: wanted numbers are those of PyTorch. */
export function describeOptimizers({ SGD, AdamW }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;
  const start = (): Parameter => new Parameter(array([1, -2]));
  const slopes = [
    [0.5, -1],
    [1, 0.25],
    [-2, 3],
  ];
  /** Steps with the slopes in turn, each in a scope of its own, as training does it. */
  const after = (steps: number, make: (p: Parameter) => SubsetOptimizer): Parameter => {
    const p = start();
    const optimizer = make(p);
    for (const slope of slopes.slice(0, steps)) {
      using _ = scope();
      optimizer.zeroGrad();
      p.mul(tensor(slope)).sum().backward();
      optimizer.step();
    }
    return p;
  };

  describe('SGD', () => {
    test('SGD goes lr times against the slope', () => {
      close(api, after(1, (p) => new SGD([p], { lr: 0.1 })).value, [0.95, -1.9]);
    });
    test('SGD changes parameters in place', () => {
      const p = start();
      const { value } = p;
      p.sum().backward();
      new SGD([p], { lr: 0.1 }).step();
      expect(p.value === value).toBe(true);
    });
    test('SGD with momentum begins like SGD', () => {
      close(api, after(1, (p) => new SGD([p], { lr: 0.1, momentum: 0.9 })).value, [0.95, -1.9]);
    });
    test('SGD with momentum keeps 0.9 of its velocity', () => {
      close(api, after(2, (p) => new SGD([p], { lr: 0.1, momentum: 0.9 })).value, [0.805, -1.835]);
      close(api, after(3, (p) => new SGD([p], { lr: 0.1, momentum: 0.9 })).value, [0.8745, -2.0765]);
    });
    test('SGD with weightDecay adds it times the parameter to the slope', () => {
      close(api, after(3, (p) => new SGD([p], { lr: 0.1, weightDecay: 0.5 })).value, [0.91725, -1.94825]);
    });
    describeAny('SGD', (p, lr) => new SGD([p], { lr, momentum: 0.9 }));
  });

  describe('AdamW', () => {
    const options = { lr: 0.1, weightDecay: 0 };
    test('AdamW goes about lr at its first step, whatever the size of the slope', () => {
      close(api, after(1, (p) => new AdamW([p], options)).value, [0.9, -1.9]);
    });
    test('AdamW divides the running means by 1 − βᵗ', () => {
      close(api, after(2, (p) => new AdamW([p], options)).value, [0.803482, -1.853053]);
      close(api, after(3, (p) => new AdamW([p], options)).value, [0.822861, -1.901692]);
    });
    test('AdamW takes betas, and adds eps to the root', () => {
      const found = after(3, (p) => new AdamW([p], { ...options, betas: [0.5, 0.9], eps: 0.1 }));
      close(api, found.value, [0.877748, -1.970372]);
    });
    test('AdamW with weightDecay shrinks the parameter by lr · weightDecay, beside the slope', () => {
      close(api, after(1, (p) => new AdamW([p], { lr: 0.1, weightDecay: 0.5 })).value, [0.85, -1.8]);
      close(api, after(3, (p) => new AdamW([p], { lr: 0.1, weightDecay: 0.5 })).value, [0.694812, -1.628539]);
    });
    test('AdamW decays by 0.01 where nothing is said', () => {
      close(api, after(1, (p) => new AdamW([p], { lr: 0.1 })).value, [0.899, -1.898], 5);
    });
    describeAny('AdamW', (p, lr) => new AdamW([p], { lr }));
    test('AdamW takes groups with options of their own', () => {
      const [a, b] = [start(), start()];
      const groups = [{ parameters: [a], options: { weightDecay: 0.5 } }, { parameters: [b] }];
      const optimizer = new AdamW(groups, { lr: 0.1, weightDecay: 0 });
      a.mul(tensor(slopes[0]!))
        .add(b.mul(tensor(slopes[0]!)))
        .sum()
        .backward();
      optimizer.step();
      close(api, a.value, [0.85, -1.8]);
      close(api, b.value, [0.9, -1.9]);
    });
  });

  function describeAny(name: string, make: (p: Parameter, lr: number) => SubsetOptimizer): void {
    test(`${name} takes another lr before a step`, () => {
      const p = start();
      const optimizer = make(p, 0.1);
      optimizer.lr = 0;
      p.sum().backward();
      optimizer.step();
      close(api, p.value, [1, -2]);
      expect(optimizer.lr).toBe(0);
    });
    test(`${name} leaves a parameter without a gradient as it is`, () => {
      const p = start();
      make(p, 0.1).step();
      close(api, p.value, [1, -2]);
    });
    test(`${name} zeroGrad() empties the gradients`, () => {
      const p = start();
      p.sum().backward();
      make(p, 0.1).zeroGrad();
      expect(p.grad).toBe(null);
    });
    test(`${name} is disposed of with its memory`, () => {
      const p = start();
      const before = cpu.stats().bytes;
      make(p, 0.1)[Symbol.dispose]();
      expect(cpu.stats().bytes - before).toBe(0);
    });
    test(`${name} leaves no memory behind in a step`, () => {
      const p = start();
      const optimizer = make(p, 0.1);
      const step = (): number => {
        {
          using _ = scope();
          p.sum().backward();
          optimizer.step();
        }
        return cpu.stats().bytes;
      };
      const first = step();
      for (let i = 0; i < 5; i++) step();
      expect(step() - first).toBe(0);
    });
    test(`${name} keeps its memory when the scope of a step closes`, () => {
      const p = start();
      let optimizer: SubsetOptimizer | undefined;
      {
        using _ = scope();
        optimizer = make(p, 0.1);
      }
      p.sum().backward();
      optimizer.step();
      optimizer.step();
      expect(p.value.get(0)).toBeLessThan(0.95);
    });
  }
}
