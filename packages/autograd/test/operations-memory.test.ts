import { array, createCPU, type NDArray } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import * as ag from '../src/index.ts';
import { clip, concat, diag, einsum, linalg, type Tensor, tensor } from '../src/index.ts';

const rows = [
  [2, 0.5, -0.25],
  [0.5, 1.5, 0.75],
  [-0.25, 0.75, 3],
];
const operations: Readonly<Record<string, (x: Tensor, ids: NDArray, mask: NDArray) => Tensor>> = {
  'clip()': (x) => clip(x, -1, 1),
  'mod() and round()': (x) => x.mod(0.7).add(x.round({ decimals: 1 })),
  'slice() and flip()': (x) => x.slice(1).add(x.flip().slice({}, 0)),
  'split(), one part unused': (x) => x.split(3, { axis: 1 })[1]!,
  'concat() and stack()': (x) =>
    concat([x, x.mul(2)], { axis: 1 })
      .sum()
      .add(ag.stack([x, x]).sum()),
  'where()': (x, _ids, mask) => ag.where(mask, x, 0).add(ag.where(mask, 1, x)),
  'pad()': (x) => ag.pad(x, 2, { mode: 'reflect' }).sum().add(ag.pad(x, 1).sum()),
  'roll()': (x) => ag.roll(x, [1, 2], { axis: [0, 1] }).add(ag.roll(x, 2)),
  'repeat() and tile()': (x) =>
    x
      .repeat([1, 0, 2], { axis: 0 })
      .add(x.repeat(1, { axis: 1 }))
      .add(x.tile(1, 1)),
  'take()': (x, ids) =>
    x
      .take([0, 2], { axis: 1 })
      .sum()
      .add(x.take(ids.reshape(-1)).sum()),
  'takeAlongAxis() and gather()': (x, ids) => ag.takeAlongAxis(x, ids).add(ag.gather(x, ids, { axis: 0 })),
  'scatterAdd()': (x, ids) => ag.scatterAdd(x, ids, x),
  'select()': (x, _ids, mask) => x.select(mask),
  'sort()': (x) => x.sort({ axis: 0 }),
  'quantile()': (x) => ag.quantile(x, [0.3, 0.5], { axis: 0 }),
  'cumsum() and cumprod()': (x) => x.cumsum({ axis: 1 }).add(x.cumprod({ axis: 0 })),
  'prod(), var() and std()': (x) =>
    x
      .prod({ axis: 0 })
      .add(x.var({ axis: 1 }))
      .add(x.std()),
  'logSumExp()': (x) => ag.logSumExp(x),
  'tril(), triu() and diag()': (x) => ag.tril(x).add(ag.triu(x)).sum().add(diag(x).sum()),
  'einsum() and outer()': (x) => einsum('ij,kj->ik', x, x).sum().add(einsum('ii', x)).add(ag.outer(x, x).sum()),
  'norm()': (x) => linalg.norm(x).add(linalg.norm(x, { ord: 'nuc', axis: [0, 1] })),
  'solve() and inv()': (x) => linalg.solve(x, x).add(linalg.inv(x)),
  'det() and trace()': (x) => linalg.det(x).add(linalg.trace(x)),
  'cholesky(), eigh(), qr() and pinv()': (x) =>
    linalg.cholesky(x).add(linalg.eigh(x).eigenvectors).add(linalg.qr(x).r).add(linalg.pinv(x)),
};

describe('backward() frees all that an operation made, outside all scopes too', () => {
  const device = createCPU();
  const x = tensor(rows, { device, requiresGrad: true });
  const ids = array(
    [
      [0, 1, 1],
      [2, 2, 0],
      [1, 0, 2],
    ],
    { dtype: 'int32', device },
  );
  const mask = x.greater(0);
  for (const [name, f] of Object.entries(operations))
    test(name, () => {
      x.sum().backward(); // its gradient's buffer stays
      const before = device.stats().bytes;
      const y = f(x, ids, mask).sum();
      y.backward();
      y.dispose();
      expect(device.stats().bytes - before).toBeLessThanOrEqual(0);
    });
});

test('backward() refuses ids that were changed after they were used', () => {
  const x = tensor(rows, { requiresGrad: true });
  const ids = array([0, 1], { dtype: 'int32' });
  const y = x.take(ids).sum();
  ids.fill(2);
  expect(() => y.backward()).toThrow('a value of shape [2] that take needs was changed in place after it was used');
});

describe('mixes are refused', () => {
  const [x, exact] = [tensor([[1, 2]]), tensor([[1, 2]], { dtype: 'float64' })];
  const ids = array([[0, 1]], { dtype: 'int32' });
  const far = tensor([[1, 2]], { device: createCPU() });
  test('of dtypes', () => {
    expect(() => concat([x, exact])).toThrow(TypeError);
    expect(() => einsum('ij,ij', x, exact)).toThrow(TypeError);
    expect(() => ag.scatterAdd(x, ids, exact)).toThrow(TypeError);
    expect(() => linalg.solve(exact.reshape(1, 2).mT.matmul(exact), x)).toThrow(TypeError);
  });
  test('of devices', () => {
    expect(() => concat([x, far])).toThrow('Cannot combine arrays on cpu and cpu: move one');
    expect(() => ag.takeAlongAxis(far, ids)).toThrow(TypeError);
    expect(() => x.take(far.value.astype('int32'))).toThrow(TypeError);
    expect(() => x.select(far.greater(1))).toThrow(TypeError);
  });
});
