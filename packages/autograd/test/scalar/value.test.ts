import { expect, test } from 'vitest';
import { applyScalar, type ScalarOperation, type ScalarResult, topologicalOrder, Value } from '../../src/index.ts';

test('Value gives the numbers of micrograd: 24.7041, 138.8338, 645.5773', () => {
  const [a, b] = [new Value(-4), new Value(2)];
  let c = a.add(b);
  let d = a.mul(b).add(b.pow(3));
  c = c.add(c.add(1));
  c = c.add(new Value(1).add(c).add(a.neg()));
  d = d.add(d.mul(2).add(b.add(a).relu()));
  d = d.add(d.mul(3).add(b.sub(a).relu()));
  const e = c.sub(d);
  const f = e.pow(2);
  const g = f.div(2).add(new Value(10).div(f));
  g.backward();
  expect(g.data).toBeCloseTo(24.7041, 4);
  expect(a.grad).toBeCloseTo(138.8338, 4);
  expect(b.grad).toBeCloseTo(645.5773, 4);
});

const points: Record<ScalarOperation, readonly (readonly number[])[]> = {
  add: [[1.5, -2]],
  sub: [[1.5, -2]],
  mul: [[1.5, -2]],
  div: [[1.5, -2]],
  pow: [
    [1.5, -2],
    [0.3, 2.5],
  ],
  maximum: [
    [1.5, -2],
    [-2, 1.5],
  ],
  minimum: [
    [1.5, -2],
    [-2, 1.5],
  ],
  neg: [[1.5]],
  abs: [[1.5], [-2]],
  exp: [[1.5], [-2]],
  log: [[1.5], [0.2]],
  sqrt: [[1.5], [0.2]],
  sin: [[1.5], [-2]],
  cos: [[1.5], [-2]],
  tanh: [[0.5], [-2]],
  sigmoid: [[0.5], [-2]],
  relu: [[1.5], [-2]],
};
test.each(Object.entries(points))('%s() has the slopes of central differences', (name, inputs) => {
  const method = name as ScalarOperation;
  const run = (x: readonly number[]): { y: Value; xs: Value[] } => {
    const xs = x.map((number) => new Value(number));
    return { y: xs[0]![method](xs[1]!), xs }; // those of one number look at no second
  };
  for (const x of inputs) {
    const { y, xs } = run(x);
    y.backward();
    for (const i of x.keys()) {
      const at = (step: number): number => run(x.map((number, k) => (k === i ? number + step : number))).y.data;
      expect(xs[i]!.grad).toBeCloseTo((at(1e-6) - at(-1e-6)) / 2e-6, 7);
    }
  }
});

test('relu() and abs() have slope 0 at 0', () => {
  const x = new Value(0);
  x.relu().add(x.abs()).backward();
  expect(x.grad).toBe(0);
});
test('maximum() and minimum() share the gradient where both are equal', () => {
  const [a, b] = [new Value(2), new Value(2)];
  a.maximum(b).add(a.minimum(b).mul(2)).backward();
  expect([a.grad, b.grad]).toEqual([1.5, 1.5]);
});
test('pow() of 0 and of negative numbers has finite slopes by the base', () => {
  const [x, z] = [new Value(-3), new Value(0)];
  x.pow(2).add(z.pow(2)).add(z.pow(0)).backward();
  expect([x.grad, z.grad]).toEqual([-6, 0]);
});
test('pow() with a Value as exponent has its slope by logarithm, and 0 where the base is 0', () => {
  const [a, b] = [new Value(2), new Value(3)];
  a.pow(b).backward();
  expect([a.grad, b.grad]).toEqual([12, 8 * Math.log(2)]);
  const c = new Value(3);
  new Value(0).pow(c).backward();
  expect(c.grad).toBe(0);
});

test('backward() adds the paths where a value is used twice', () => {
  const x = new Value(3);
  x.mul(x).add(x).backward();
  expect(x.grad).toBe(7);
});
test('backward() visits a diamond once: gradients are whole before they are handed on', () => {
  const x = new Value(1);
  let y = x;
  for (let i = 0; i < 60; i++) y = y.add(y);
  y.backward();
  expect(x.grad).toBe(2 ** 60);
});
test('backward() adds to leaves and begins anew in computed values', () => {
  const x = new Value(3);
  const y = x.mul(2);
  const z = y.mul(y);
  z.backward();
  z.backward();
  expect([x.grad, y.grad, z.grad]).toEqual([48, 12, 1]);
  x.zeroGrad();
  expect(x.grad).toBe(0);
});
test('backward() of a value that was not computed counts 1 for itself', () => {
  const x = new Value(3);
  x.backward();
  x.backward();
  expect(x.grad).toBe(2);
});
test('backward() takes the slopes of the numbers that were computed with, though a leaf changed since', () => {
  const x = new Value(3);
  const y = x.mul(x);
  x.data = 100;
  y.backward();
  expect(x.grad).toBe(6);
});
test('backward() goes through 100,000 steps without overflow of the stack', () => {
  const x = new Value(1);
  let y = x;
  for (let i = 0; i < 100_000; i++) y = y.add(0.5);
  y.backward();
  expect([y.data, x.grad]).toEqual([50_001, 1]);
});
test('a plain number that an operation is given takes no gradient', () => {
  const y = new Value(3).mul(2);
  y.backward();
  expect(y.inputs.map(({ isConstant, grad }) => [isConstant, grad])).toEqual([
    [false, 2],
    [true, 0],
  ]);
});
test('descent on a Value finds the least of (x − 3)²', () => {
  const x = new Value(0);
  for (let step = 0; step < 100; step++) {
    x.zeroGrad();
    x.sub(3).pow(2).backward();
    x.data -= 0.1 * x.grad;
  }
  expect(x.data).toBeCloseTo(3, 6);
});

test('topologicalOrder() lists each value once, after what it was made from', () => {
  const [a, b] = [new Value(1), new Value(2)];
  const c = a.add(b);
  const d = c.mul(a);
  expect(topologicalOrder(d)).toEqual([a, b, c, d]);
});
test('a Value keeps inputs, local slopes and the operation, and tells them in words', () => {
  const a = new Value(2, { name: 'a' });
  const y = a.mul(-3).named('y');
  expect([y.operation, y.slopes, y.inputs[0], a.operation]).toEqual(['mul', [-3, 2], a, null]);
  y.backward();
  expect([`${y}`, `${a}`, `${new Value(5)}`]).toEqual(['y = -6, grad 1', 'a = 2, grad -3', '5, grad 0']);
});
test('applyScalar() runs a rule of three inputs', () => {
  const fma = (a: number, b: number, c: number): ScalarResult => ({
    value: a * b + c,
    slopes: [b, a, 1],
  });
  const [a, b, c] = [new Value(2), new Value(3), new Value(4)];
  const y = applyScalar(fma, a, b, c);
  y.backward();
  expect([y.data, y.operation, a.grad, b.grad, c.grad]).toEqual([10, 'fma', 3, 2, 1]);
  expect(applyScalar((x) => ({ value: x, slopes: [1] }), a).operation).toBe('rule');
});

test('applyScalar() wants one slope for each input', () => {
  const half = (a: number, b: number): ScalarResult => ({ value: a * b, slopes: [b] });
  expect(() => applyScalar(half, new Value(1), new Value(2))).toThrow('Cannot apply half: found 1 slopes for 2 inputs');
});
test('Value wants numbers', () => {
  expect(() => new Value('3' as unknown as number)).toThrow('Cannot make a Value of string: expected a number');
  expect(() => new Value([3] as unknown as number)).toThrow('Cannot make a Value of a list: expected a number');
  expect(() => new Value(3).add(null as unknown as number)).toThrow(
    'Cannot compute with null: expected a Value or a number',
  );
});
