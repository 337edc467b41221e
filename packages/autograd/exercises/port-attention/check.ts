import { type Tensor, tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, math, type NDArray, ones, Random, tril } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('autograd/port-attention', ({ attention }, t) => {
  const wanted = { requiresGrad: true };
  const made = (): [Tensor, Tensor, Tensor] => [
    tensor([[[1, 0, 2, -1], [0, 1, 1, 0], [2, -1, 0, 1]]], wanted), // biome-ignore format: rows
    tensor([[[0, 1, 1, 0], [1, 1, 0, -1], [-1, 0, 2, 1]]], wanted), // biome-ignore format: rows
    tensor([[[1, 2, 3, 4], [-1, 0, 1, 2], [0.5, -3, 0, 1]]], wanted), // biome-ignore format: rows
  ];
  const lower = (T: number): NDArray => tril(ones([T, T])).astype('uint8');
  /** The first numbers of row 2, which tell the mistakes apart. */
  const second = (y: Tensor | undefined): number[] => [...(y?.value.toFlat() ?? [])].slice(4, 6);
  const is = (found: number[], ...wrong: number[]): boolean =>
    wrong.every((x, i) => Math.abs((found[i] ?? 99) - x) < 1e-4);

  t.step('one position: v comes out', () => {
    const y = attention(tensor([[[1, 2]]]), tensor([[[3, 4]]]), tensor([[[5, 6]]]), null);
    t.close(y?.value, array([[[5, 6]]]));
  });
  t.step('three positions, as PyTorch has it', () => {
    const y = attention(...made(), null);
    const row = second(y);
    t.ok(!is(row, 0.47812, -0.42232), 'The scores are not divided by the root of C, the last size of q');
    t.ok(!is(row, 0.25954, -0.35987), 'The scores are divided by C: by its root, Math.sqrt');
    t.ok(!is(row, 0.36645, -0.39041), 'The scores are divided by the root of T: q.size(-1) is the last axis, C');
    t.ok(!is(row, 0.36753, -0.44982), 'The softmax runs down the columns: dim=-1 is the last axis, { axis: -1 }');
    t.ok(!is(row, -0.15096, 0.61635), 'The weights are multiplied by k: the last factor is v');
    t.ok(!is(row, 1, -1), 'The softmax is missing');
    t.close(y?.value.reshape(-1), array([0.16667, -0.33333, 1.33333, 2.33333, 0.34278, -0.38365, 1.38365, 2.38365, -0.04076, -0.27407, 1.27407, 2.27407])); // biome-ignore format: rows of four
  });
  t.step('a mask of zeros and ones', () => {
    const y = attention(...made(), lower(3));
    const row = second(y);
    t.ok(!is(row, 0.34278, -0.38365), 'The mask plays no part');
    t.ok(
      !y?.value.toFlat().some(Number.isNaN),
      'There is NaN where a row sees nothing: is the mask the wrong way round? masked_fill(~mask, …) fills where it is 0',
    );
    t.ok(!is(row, 0.29245, 0.45399), 'A score that is masked became 0, which still gets a share: −Infinity');
    t.ok(
      !is(row, 0.15096, 0.7673),
      'The weights were masked, behind the softmax: they no longer add up to 1, mask the scores',
    );
    t.close(y?.value.reshape(-1), array([1, 2, 3, 4, 0.24492, 1.24492, 2.24492, 3.24492, -0.04076, -0.27407, 1.27407, 2.27407])); // biome-ignore format: rows of four
  });
  t.step('slopes, as PyTorch has them', () => {
    const [q, k, v] = made();
    const y = attention(q, k, v, lower(3));
    t.ok(y?.requiresGrad, 'The result requires no gradient: compute with tensors, not with their `value`');
    y.mul(array([[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]])).sum().backward(); // biome-ignore format: rows
    for (const [name, x] of [['q', q], ['k', k], ['v', v]] as const) // biome-ignore format: a table
      t.ok(x.grad !== null, `No slope reaches ${name}: it was taken out of the tape by its \`value\``);
    t.close(q.grad?.reshape(-1), array([0, 0, 0, 0, -5.17008, 0, 5.17008, 5.17008, 3.95868, 6.43551, -3.95868, -3.95868]), { what: 'slope in q' }); // biome-ignore format: rows of four
    t.close(k.grad?.reshape(-1), array([17.82467, -3.74225, 5.17008, 8.91234, -4.95366, -2.69325, -5.17008, -2.47683, -12.87101, 6.43551, 0, -6.43551]), { what: 'slope in k' }); // biome-ignore format: rows of four
    t.close(v.grad?.reshape(-1), array([4.68239, 6.57891, 8.47544, 10.37197, 5.12506, 5.95447, 6.78387, 7.61328, 2.19255, 2.46662, 2.74069, 3.01475]), { what: 'slope in v' }); // biome-ignore format: rows of four
  });
  t.step('random: two samples, five positions, against plain loops', () => {
    const random = new Random(17);
    const [q, k, v] = [0, 1, 2].map(() => tensor(random.normal([2, 5, 3]).toArray())) as [Tensor, Tensor, Tensor];
    const want = Array.from({ length: 2 }, (_, b) =>
      Array.from({ length: 5 }, (_, i) => {
        const exps = Array.from({ length: i + 1 }, (_, j) => {
          let dot = 0;
          for (let c = 0; c < 3; c++) dot += q.value.get(b, i, c) * k.value.get(b, j, c);
          return math.exp(dot / Math.sqrt(3));
        });
        const sum = exps.reduce((a, e) => a + e, 0);
        return [0, 1, 2].map((c) => exps.reduce((a, e, j) => a + (e / sum) * v.value.get(b, j, c), 0));
      }),
    );
    t.close(attention(q, k, v, lower(5))?.value, array(want));
  });
});
