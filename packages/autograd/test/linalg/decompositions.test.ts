import { cpu, eye, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { concat, gradCheck, linalg, type Tensor, tensor } from '../../src/index.ts';
import { byName, checkTwice, describeGolden, leaf } from '../golden.ts';

/** Symmetric and positive definite. */
function definite(a: Tensor): Tensor {
  return a.matmul(a.mT).add(eye(a.shape.at(-1)!, { dtype: a.dtype, device: a.device }));
}

function parts({ u, s, vh }: linalg.SVD): Tensor {
  return concat([u.mul(u).mul(s.unsqueeze(-2)), vh.mul(vh).mul(s.unsqueeze(-1)).mT], { axis: -2 });
}

describeGolden(
  'decompositions',
  byName('decompositions', {
    cholesky: ({ a }) => linalg.cholesky(definite(a!)),
    eigh: ({ a }) => {
      const { eigenvalues, eigenvectors } = linalg.eigh(a!.add(a!.mT));
      return eigenvectors.mul(eigenvectors).mul(eigenvalues.unsqueeze(-2));
    },
    'svd of tall': ({ a }) => parts(linalg.svd(a!)),
    'svd of wide': ({ a }) => parts(linalg.svd(a!)),
    'qr of tall': ({ a }) => {
      const { q, r } = linalg.qr(a!);
      return concat([q.mul(q), r.mul(r)], { axis: -2 });
    },
    'r of wide': ({ a }) => {
      const { r } = linalg.qr(a!);
      return r.mul(r);
    },
    cond: ({ a }) => linalg.cond(a!),
  }),
  { where: (device) => device !== 'queued' },
);

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const square = tensor(
      [
        [2, 0.3, -0.5],
        [0.7, 1.6, 0.2],
        [0.1, -0.4, 1.2],
      ],
      { dtype: 'float64', device, requiresGrad: true },
    );
    test('cholesky()', () => checkTwice((a) => linalg.cholesky(definite(a)), [leaf([2, 2, 2], { device })]));
    test('eigh(): values, vectors, and both', () => {
      const symmetric = (a: Tensor) => linalg.eigh(a.add(a.mT));
      checkTwice((a) => symmetric(a).eigenvalues, [square]);
      checkTwice((a) => symmetric(a).eigenvectors, [square]);
      gradCheck(
        (a) => {
          const { eigenvalues, eigenvectors } = symmetric(a);
          return eigenvectors.mul(eigenvalues.unsqueeze(-2).exp());
        },
        [square],
      );
    });
    for (const [name, a] of [
      ['tall', leaf([4, 2], { device })],
      ['wide', leaf([2, 4], { device })],
      ['square', square],
    ] as const) {
      test(`svd() and cond() of a ${name} matrix`, () => {
        checkTwice((x) => parts(linalg.svd(x)), [a]);
        gradCheck((x) => linalg.svd(x).u, [a]);
        gradCheck((x) => linalg.svd(x).vh, [a]);
        checkTwice((x) => linalg.svd(x).s, [a]);
        gradCheck((x) => linalg.cond(x), [a]);
      });
      test(`qr() of a ${name} matrix`, () => {
        checkTwice(
          (x) => {
            const { q, r } = linalg.qr(x);
            return q.sum().mul(r.exp());
          },
          [a],
        );
        gradCheck((x) => linalg.qr(x).q, [a]);
        gradCheck((x) => linalg.qr(x).r, [a]);
      });
    }
  });

test('svd() of a singular square matrix has finite slopes: nothing is divided by its singular value 0', () => {
  const a = tensor(
    [
      [3, 0],
      [0, 0],
    ],
    { dtype: 'float64', requiresGrad: true },
  );
  const { u, vh } = linalg.svd(a);
  u.sum().add(vh.sum()).backward();
  expect([...a.grad!.toFlat()].every(Number.isFinite)).toBe(true);
});

test('cholesky() and eigh() name matrices that are not symmetric or not definite', () => {
  const skew = tensor([
    [1, 2],
    [0, 1],
  ]);
  expect(() => linalg.eigh(skew)).toThrow('not symmetric');
  expect(() => linalg.cholesky(tensor([[-1]]))).toThrow('not positive definite');
});
