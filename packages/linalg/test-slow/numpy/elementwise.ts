import { allClose, clip, type DType, isClose, math, type NDArray, where } from '@zero-to-gpt/linalg';
import type { Draw } from './draw.ts';
import { mates, one, type Row, row, two } from './row.ts';

const keepsIntegers = {
  dtype: (rule: DType, [input]: readonly DType[]) => (input!.startsWith('float') ? rule : input!),
};

const unary = [
  row('neg', '-a', one(), ({ a }) => a.neg()),
  row('abs', 'np.abs(a)', one(), ({ a }) => a.abs()),
  row('sign', 'np.sign(a)', one(), ({ a }) => a.sign()),
  row('floor', 'np.floor(a)', one(), ({ a }) => a.floor(), keepsIntegers),
  row('ceil', 'np.ceil(a)', one(), ({ a }) => a.ceil(), keepsIntegers),
  row('round', 'np.round(a, o.decimals)', rounding, ({ a }, o) => a.round(o)),
  row('exp', 'np.exp(wide(a))', one(), ({ a }) => a.exp()),
  row('log', 'np.log(wide(a))', one(), ({ a }) => a.log()),
  row('log1p', 'np.log1p(wide(a))', one(), ({ a }) => a.log1p()),
  row('sqrt', 'np.sqrt(wide(a))', one(), ({ a }) => a.sqrt()),
  row('sin', 'np.sin(wide(a))', one(), ({ a }) => a.sin()),
  row('cos', 'np.cos(wide(a))', one(), ({ a }) => a.cos()),
  row('tanh', 'np.tanh(wide(a))', one(), ({ a }) => a.tanh()),
  row('erf', 'np.vectorize(math.erf, otypes=[float])(a)', one(), ({ a }) => a.erf()),
  row('relu', 'np.maximum(a, 0)', one(), ({ a }) => a.relu()),
  row('sigmoid', '1 / (1 + np.exp(-wide(a)))', one(), ({ a }) => a.sigmoid()),
] as const;

const pairs = {
  add: 'add',
  sub: 'subtract',
  mul: 'multiply',
  div: 'true_divide',
  mod: 'mod',
  equal: 'equal',
  notEqual: 'not_equal',
  less: 'less',
  lessEqual: 'less_equal',
  greater: 'greater',
  greaterEqual: 'greater_equal',
} as const;
const operators = Object.entries(pairs) as [keyof typeof pairs, string][]; // its own keys

const binary: readonly Row[] = [
  ...operators.map(([name, theirs]) => row(name, `np.${theirs}(a, b)`, two(), ({ a, b }) => a[name](b))),
  ...operators.map(([name, theirs]) =>
    row(`${name} a number`, `np.${theirs}(a, o.y)`, withNumber, ({ a }, { y }) => a[name](y)),
  ),
  row('pow', 'a ** b', powers, ({ a, b }) => a.pow(b), { tolerance: 1e-4 }),
  row(
    'pow a number',
    'a ** o.y',
    (d) => ({ arrays: [d.array()], o: { y: d.int(0, 3) } }),
    ({ a }, { y }) => a.pow(y),
  ),
  row('maximum', 'np.maximum(a, b)', two(), ({ a, b }) => a.maximum(b)),
  row('minimum', 'np.minimum(a, b)', two(), ({ a, b }) => a.minimum(b)),
  row('maximum of a number', 'np.maximum(a, o.y)', withNumber, ({ a }, { y }) => a.maximum(y)),
  row('minimum of a number', 'np.minimum(a, o.y)', withNumber, ({ a }, { y }) => a.minimum(y)),
];

const choices: readonly Row[] = [
  row('where', 'np.where(a, b, c)', choosing, ({ a, b, c }) => where(a, b, c)),
  row('where of numbers', 'np.where(a, b, np.asarray(o.y, b.dtype))', choosingNumber, ({ a, b }, { y }) =>
    where(a, b, y),
  ),
  row('clip', 'np.clip(a, o.y, o.y + 3)', withNumber, ({ a }, { y }) => clip(a, y, y + 3)),
  row('isClose', 'np.isclose(o.x, o.y)', closeNumbers, (_, { x, y }) => +isClose(x, y)),
  row('allClose', 'np.allclose(a, b, rtol=o.rtol, equal_nan=o.equalNaN)', alike, ({ a, b }, o) => +onHost(a, b, o)),
];

const scalars: readonly Row[] = [
  ...(['exp', 'expm1', 'log', 'log1p', 'sin', 'cos', 'tanh'] as const).map((name) =>
    row(`math.${name}`, `np.${name}(o.x)`, scalar, (_, { x }) => math[name](x)),
  ),
  row('math.erf', 'math.erf(o.x)', scalar, (_, { x }) => math.erf(x)),
  row('math.pow', 'np.float64(o.x) ** o.y', scalar, (_, { x, y }) => math.pow(x, y)),
];

/** Element by element. */
export const elementwise: readonly Row[] = [...unary, ...binary, ...choices, ...scalars];

function scalar(d: Draw) {
  return { arrays: [], o: { x: d.number() + 1e-3, y: d.int(-4, 4) / 2 } };
}

function rounding(d: Draw) {
  return { arrays: [d.array({ values: 'finite' })], o: { decimals: d.int(0, 2) } };
}

function withNumber(d: Draw) {
  const a = d.array();
  return { arrays: [a], o: { y: a.dtype.startsWith('float') ? d.number() : d.int(a.dtype === 'uint8' ? 0 : -9, 9) } };
}

/** Bases and exponents whose powers neither leave int32 nor are fractions of integers. */
function powers(d: Draw) {
  const [shapeA, shapeB] = d.pair();
  const dtype = d.dtype();
  const whole = !dtype.startsWith('float');
  const values = whole ? 'ties' : 'finite';
  return { arrays: [d.array({ shape: shapeA, dtype, values }), d.array({ shape: shapeB, dtype, values })] };
}

function choosing(d: Draw) {
  const [shapeB, shapeC] = d.pair();
  const [dtypeB, dtypeC] = mates(d);
  const test = d.array({ shape: d.narrowed(shapeB), dtype: 'uint8', values: 'mask' });
  return { arrays: [test, d.array({ shape: shapeB, dtype: dtypeB }), d.array({ shape: shapeC, dtype: dtypeC })] };
}

function choosingNumber(d: Draw) {
  const b = d.array();
  const test = d.array({ shape: d.narrowed(b.shape), dtype: 'uint8', values: 'mask' });
  return { arrays: [test, b], o: { y: d.int(0, 9) } };
}

function closeNumbers(d: Draw) {
  const x = d.number();
  return { arrays: [], o: { x, y: x + d.one([0, 0, 1e-9, 1e-7, 1e-5, 1e-4, 1]) } };
}

function alike(d: Draw) {
  const shape = d.shape();
  const wish = { shape, dtype: 'float64', values: d.one(['ties', 'mask', 'any'] as const) } as const;
  const a = d.array(wish);
  return { arrays: [a, d.rarely(2) ? a : d.array(wish)], o: { rtol: d.one([1e-5, 1, 5]), equalNaN: d.rarely(2) } };
}

function onHost(a: NDArray, b: NDArray, { rtol, equalNaN }: { rtol: number; equalNaN: boolean }): boolean {
  return allClose(a, b, { rtol, equalNaN });
}
