import { einsum, outer, softmax } from '@zero-to-gpt/linalg';
import type { Draw } from './draw.ts';
import { mates, one, type Row, row, two } from './row.ts';

/** Products and look-ups. */
export const products: readonly Row[] = [
  row('matmul', 'a @ b', matrices, ({ a, b }) => a.matmul(b)),
  row('dot', 'np.dot(a, b)', dots, ({ a, b }) => a.dot(b)),
  row('outer', 'np.outer(a, b)', two(), ({ a, b }) => outer(a, b)),
  row('einsum', 'np.einsum(o.text, a, b)', summing(2), ({ a, b }, { text }) => einsum(text, a, b)),
  row('einsum of one', 'np.einsum(o.text, a)', summing(1), ({ a }, { text }) => einsum(text, a)),
  row('einsum of three', 'np.einsum(o.text, a, b, c)', summing(3), ({ a, b, c }, { text }) => einsum(text, a, b, c)),
  row('take', 'np.take(a, b, axis=o.axis)', taking, ({ a, b }, { axis }) => a.take(b, { axis })),
  row('select', 'a[b > 0]', selecting, ({ a, b }) => a.select(b)),
  row('softmax', 'np.exp(a) / np.sum(np.exp(a), -1, keepdims=True)', scores, ({ a }) => softmax(a)),
  row('size of a product', '(a @ b).size', matrices, ({ a, b }) => a.matmul(b).size),
  row('matmul of a transpose', 'a @ np.swapaxes(a, -1, -2)', one({ values: 'finite' }), ({ a }) => a.matmul(a.mT)),
];

function matrices(d: Draw) {
  const [M, K, N] = [d.int(0, 4), d.rarely(12) ? 0 : d.int(1, 5), d.int(0, 4)];
  const [batchA, batchB] = d.pair().map((shape) => shape.slice(-2)) as [number[], number[]];
  const [dtypeA, dtypeB] = mates(d);
  const left = d.rarely(5) ? [K] : [...batchA, M, K];
  const right = d.rarely(5) ? [K] : [...batchB, d.rarely(20) ? K + 1 : K, N];
  return {
    arrays: [
      d.array({ shape: d.rarely(30) ? [] : left, dtype: dtypeA, values: 'finite' }),
      d.array({ shape: right, dtype: dtypeB, values: 'finite' }),
    ],
  };
}

function dots(d: Draw) {
  const K = d.rarely(12) ? 0 : d.int(1, 4);
  const [dtypeA, dtypeB] = mates(d);
  const left = d.rarely(10) ? [] : [...d.shape(0, 2), K];
  const right = d.rarely(10) ? [] : d.rarely(2) ? [K] : [...d.shape(0, 2), d.rarely(20) ? K + 1 : K, d.int(0, 3)];
  return {
    arrays: [
      d.array({ shape: left, dtype: dtypeA, values: 'finite' }),
      d.array({ shape: right, dtype: dtypeB, values: 'finite' }),
    ],
  };
}

/** Random subscripts: letters from a few, some twice in an array, an ellipsis now and then, the result spelt out or not. */
function summing(count: number) {
  return (d: Draw) => {
    const letters = ['i', 'j', 'k', 'B'];
    const sizes = new Map(letters.map((letter) => [letter, d.rarely(12) ? 0 : d.int(1, 4)]));
    const rest = d.rarely(3) ? d.shape(0, 2) : null;
    const dtype = d.one(['float32', 'float64', 'int32'] as const);
    const used = new Set<string>();
    const terms = Array.from({ length: count }, () => {
      const names = Array.from({ length: d.int(0, 3) }, () => d.one(letters));
      for (const name of names) used.add(name);
      const shape = names.map((name) => (d.rarely(20) && new Set(names).size === names.length ? 1 : sizes.get(name)!));
      const dots = rest && d.rarely(2) ? d.narrowed(rest) : null;
      const at = d.int(0, names.length);
      return {
        text: dots ? `${names.slice(0, at).join('')}...${names.slice(at).join('')}` : names.join(''),
        shape: dots ? [...shape.slice(0, at), ...dots, ...shape.slice(at)] : shape,
      };
    });
    const kept = [...used].filter(() => d.rarely(2));
    const order = d.order(kept.length).map((i) => kept[i]!);
    const ellipsis = terms.some(({ text }) => text.includes('...')) ? '...' : '';
    const result = d.rarely(3) ? '' : `->${d.rarely(2) ? ellipsis + order.join('') : order.join('') + ellipsis}`;
    return {
      arrays: terms.map(({ shape }) => d.array({ shape, dtype, values: dtype === 'int32' ? 'ties' : 'finite' })),
      o: { text: terms.map(({ text }) => text).join(d.one([',', ', '])) + result },
    };
  };
}

function taking(d: Draw) {
  const a = d.array({ shape: d.shape(1, 3) });
  const axis = d.axis(a.shape.length);
  const length = a.shape.at(axis) ?? 0;
  const shape = length === 0 ? [0] : d.shape(0, 2);
  const beyond = d.rarely(20) && !a.shape.includes(0); // of nothing, NumPy takes anything
  return { arrays: [a, d.positions(shape, 0, Math.max(0, length - +!beyond))], o: { axis } };
}

function selecting(d: Draw) {
  const a = d.array();
  const shape = a.shape.slice(0, d.rarely(2) ? a.shape.length : d.int(0, a.shape.length));
  if (d.rarely(20) && shape.length > 0) shape[0]! += 1;
  return { arrays: [a, d.array({ shape, dtype: 'uint8', values: 'mask' })] };
}

function scores(d: Draw) {
  return { arrays: [d.array({ shape: [...d.shape(0, 2), d.int(1, 4)], dtype: d.float(), values: 'finite' })] };
}
