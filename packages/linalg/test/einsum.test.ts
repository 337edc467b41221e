import { describe, expect, test } from 'vitest';
import { arange, array, createReference, einsum, full, ones, reference, zeros } from '../src/index.ts';
import { forEachDevice, matchers } from '../src/testing/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) =>
  describe(`einsum() on ${name}`, () => {
    const device = makeDevice();
    const a = arange(6, { device }).reshape(2, 3);
    const b = arange(12, { device }).reshape(3, 4);
    const s = arange(9, { device }).reshape(3, 3);
    const v = array([1, 2, 3], { device });

    test('multiplies matrices, with the result spelt out or implied', async () => {
      await expect(einsum('ij,jk->ik', a, b)).toBeAllClose(a.matmul(b));
      await expect(einsum('ij,jk', a, b)).toBeAllClose(a.matmul(b));
      await expect(einsum('ij, jk -> ki', a, b)).toBeAllClose(a.matmul(b).T);
    });

    test('multiplies batches', async () => {
      const x = arange(24, { device }).reshape(2, 4, 3);
      await expect(einsum('bij,bkj->bik', x, x)).toBeAllClose(x.matmul(x.mT));
      await expect(einsum('...ij,j->...i', x, v)).toBeAllClose(x.matmul(v));
      await expect(einsum('bhi,bhi->bh', x, x)).toBeAllClose(x.mul(x).sum({ axis: -1 }));
    });

    test('sums over what the result does not name', async () => {
      await expect(einsum('ij->', a)).toBeAllClose(15);
      await expect(einsum('ij->j', a)).toBeAllClose([3, 5, 7]);
      await expect(einsum('i,i', v, v)).toBeAllClose(14);
      await expect(einsum('i,j->', v, v)).toBeAllClose(36);
      await expect(einsum('i,j->ij', v, v)).toBeAllClose(v.reshape(3, 1).mul(v));
    });

    test('walks diagonals where an array names an axis twice', async () => {
      await expect(einsum('ii', s)).toBeAllClose(12);
      await expect(einsum('ii->i', s)).toBeAllClose([0, 4, 8]);
      await expect(einsum('ii->i', s.flip(0))).toBeAllClose([6, 4, 2]);
      await expect(einsum('iii->i', arange(8, { device }).reshape(2, 2, 2))).toBeAllClose([0, 7]);
      await expect(einsum('ii,i->i', s, v)).toBeAllClose([0, 8, 24]);
    });

    test('orders implied axes by the alphabet', async () => {
      await expect(einsum('ba', a)).toBeAllClose(a.T);
      expect(einsum('bA', a).shape).toEqual([3, 2]);
    });

    test('takes three arrays and more', async () => {
      await expect(einsum('i,ij,j', array([1, 2], { device }), a, v)).toBeAllClose(60);
      await expect(einsum('ij,jk,kl->il', a, b, b.T)).toBeAllClose(a.matmul(b).matmul(b.T));
    });

    test('stretches axes of 1, and the axes of an ellipsis', async () => {
      const row = ones([1, 3], { device });
      await expect(einsum('ij,ij->i', a, row)).toBeAllClose([3, 12]);
      expect(einsum('...i,...i->...', ones([4, 1, 3], { device }), a).shape).toEqual([4, 2]);
      expect(einsum('...,...', ones([4, 1], { device }), v).shape).toEqual([4, 3]);
      expect(einsum('i...->...i', ones([2, 3, 4], { device })).shape).toEqual([3, 4, 2]);
    });

    test('takes scalars and empty arrays', async () => {
      await expect(einsum(',i->i', full([], 2, { device }), v)).toBeAllClose([2, 4, 6]);
      await expect(einsum('', full([], 2, { device }))).toBeAllClose(2);
      await expect(einsum('ij,jk->ik', zeros([2, 0], { device }), zeros([0, 1], { device }))).toBeAllClose([[0], [0]]);
      expect(einsum('ij,jk->ik', zeros([0, 2], { device }), ones([2, 3], { device })).shape).toEqual([0, 3]);
    });

    test('counts masks in int32', async () => {
      const mask = ones([300], { dtype: 'uint8', device });
      expect(einsum('i,i', mask, mask).dtype).toBe('int32');
      await expect(einsum('i,i', mask, mask)).toBeAllClose(300);
      expect(einsum('i,i', mask, ones([300], { device })).dtype).toBe('float32');
    });
  }),
);

describe('einsum() refuses', () => {
  const [a, s] = [ones([2, 3]), ones([3, 3])];
  const cases: readonly (readonly [string, () => unknown])[] = [
    ['Cannot sum over "ij,jk": it names 2 arrays, found 1', () => einsum('ij,jk', a)],
    ['Cannot sum over "": it names 1 arrays, found 0', () => einsum('')],
    ['Cannot read "i1->i": expected letters', () => einsum('i1->i', a)],
    ['Cannot read "i..j"', () => einsum('i..j', a)],
    ['Cannot read "......"', () => einsum('......', a)],
    ['Cannot read "ij->i->j"', () => einsum('ij->i->j', a)],
    ['Cannot read "ijk" as the axes of [2,3]: it names 3, found 2', () => einsum('ijk', a)],
    ['Cannot read "i" as the axes of [2,3]: it names 1, found 2', () => einsum('i', a)],
    ['Cannot match axis j of "ij,jk": it is 3 and 2', () => einsum('ij,jk', a, a)],
    ['Cannot match axis i of "ii": it is 2 and 3', () => einsum('ii', a)],
    ['Cannot match axis ... of "...i,...i": it is 2 and 3', () => einsum('...i,...i', a, s)],
    ['Cannot give axis k in "ij->ik"', () => einsum('ij->ik', a)],
    ['Cannot give axis i in "ij->ii"', () => einsum('ij->ii', a)],
    ['Cannot drop the axes of "..." in "...j->j"', () => einsum('...j->j', a)],
    ['Cannot combine float32 with int32', () => einsum('ij,ij', a, ones([2, 3], { dtype: 'int32' }))],
    ['Cannot combine arrays on cpu and reference', () => einsum('ij,ij', a, ones([2, 3], { device: reference }))],
  ];
  for (const [message, f] of cases) test(message, () => expect(f).toThrow(message));
});

test('einsum() leaves its arrays alone and frees what it makes on the way', () => {
  const device = createReference();
  const [x, y] = [ones([2, 3], { device }), ones([3, 4], { dtype: 'uint8', device })];
  const before = device.stats().bytes;
  einsum('ij,jk->k', x, y).dispose();
  einsum('ij->ij', x).dispose();
  expect(device.stats().bytes).toBe(before);
  expect(x.toFlat()).toEqual(new Float32Array(6).fill(1));
});
