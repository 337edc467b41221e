import katex from 'katex';
import { expect, test } from 'vitest';
import { applyScalar, type ChainLatexOptions, chainLatex, scalarRules, tensor, Value } from '../../src/index.ts';

/** The lines of the chain, once KaTeX has taken it at its strictest. */
function lines(result: Value, x: Value, options?: ChainLatexOptions): string[] {
  const latex = chainLatex(result, x, options);
  katex.renderToString(latex, { throwOnError: true, strict: 'error', displayMode: true });
  return latex.split('\n').slice(1, -1);
}
const d = (y: string, x: string): string => String.raw`\frac{\mathrm{d} ${y}}{\mathrm{d} ${x}}`;
const part = (y: string, x: string): string => String.raw`\frac{\partial ${y}}{\partial ${x}}`;

test('chainLatex() writes a path in derivatives, in slopes and in numbers', () => {
  const [a, b, f] = [new Value(2, { name: 'a' }), new Value(-3, { name: 'b' }), new Value(-2, { name: 'f' })];
  const L = a.mul(b).named('e').add(10).named('d').mul(f).named('L');
  expect(lines(L, a)).toEqual([
    String.raw`e &= a \cdot b = 2 \cdot (-3) = -6 \\`,
    String.raw`d &= e + 10 = -6 + 10 = 4 \\`,
    String.raw`L &= d \cdot f = 4 \cdot (-2) = -8 \\`,
    String.raw`${d('L', 'a')} &= ${part('L', 'd')} \cdot ${part('d', 'e')} \cdot ${part('e', 'a')} \\`,
    String.raw`&= f \cdot 1 \cdot b \\`,
    String.raw`&= (-2) \cdot 1 \cdot (-3) = 6`,
  ]);
});
test('chainLatex() adds the paths of a fork', () => {
  const x = new Value(3, { name: 'x' });
  const y = x.exp().named('a').mul(x.named('x')).named('y');
  expect(lines(y, x, { definitions: false })).toEqual([
    String.raw`${d('y', 'x')} &= ${part('y', 'a')} \cdot ${part('a', 'x')} + ${part('y', 'x')} \\`,
    String.raw`&= x \cdot e^{x} + a \\`,
    String.raw`&= 3 \cdot 20.0855 + 20.0855 = 80.3421`,
  ]);
});
test('chainLatex() adds the places of an operation where x stands', () => {
  const x = new Value(3, { name: 'x' });
  expect(lines(x.mul(x).named('y').mul(2).named('L'), x, { definitions: false })).toEqual([
    String.raw`${d('L', 'x')} &= ${part('L', 'y')} \cdot ${part('y', 'x')} \\`,
    String.raw`&= 2 \cdot \left(x + x\right) \\`,
    String.raw`&= 2 \cdot 6 = 12`,
  ]);
});
test('chainLatex() in steps writes each gradient once, as backward() finds it', () => {
  const x = new Value(3, { name: 'x' });
  const y = x.mul(x).named('y');
  expect(lines(y.add(y).named('L'), x, { form: 'steps', definitions: false })).toEqual([
    String.raw`${d('L', 'L')} &= 1 \\`,
    String.raw`${d('L', 'y')} &= ${d('L', 'L')} \cdot \left(1 + 1\right) = 1 \cdot 2 = 2 \\`,
    String.raw`${d('L', 'x')} &= ${d('L', 'y')} \cdot \left(x + x\right) = 2 \cdot 6 = 12`,
  ]);
});
test('chainLatex() leaves out what does not depend on x', () => {
  const [x, z] = [new Value(3, { name: 'x' }), new Value(4, { name: 'z' })];
  expect(lines(x.mul(z.exp().named('w')).named('y'), x, { definitions: false })).toEqual([
    String.raw`${d('y', 'x')} &= w \\`,
    '&= 54.5982',
  ]);
});
test('chainLatex() of a value by itself is 1', () => {
  const x = new Value(3, { name: 'x' });
  expect(lines(x, x)).toEqual([`${d('x', 'x')} &= 1`]);
  expect(lines(x, x, { form: 'steps' })).toEqual([`${d('x', 'x')} &= 1`]);
});

const binary = ['add', 'sub', 'mul', 'div', 'pow', 'maximum', 'minimum'];
test.each(Object.keys(scalarRules))('KaTeX takes the chain through %s(), and both forms find the gradient', (name) => {
  const inputs = (binary.includes(name) ? [0.5, -2] : [0.5]).map((data, i) => new Value(data, { name: 'ab'[i]! }));
  const method = inputs[0]![name as 'mul'];
  const L = method.call(inputs[0]!, inputs[1]!).mul(-1).named('L');
  L.backward();
  for (const form of ['paths', 'steps'] as const) {
    const last = lines(L, inputs[0]!, { form }).at(-1)!;
    expect(Number(/(\S+)$/.exec(last)![1])).toBeCloseTo(inputs[0]!.grad, 4);
  }
});
test('chainLatex() writes powers of numbers without arithmetic in the exponent', () => {
  const x = new Value(3, { name: 'x' });
  const slope = (n: number): string => lines(x.pow(n).named('y'), x, { definitions: false })[0]!.split('&= ')[1]!;
  expect([slope(2), slope(3), slope(0.5), slope(-1)]).toEqual([
    String.raw`2 \cdot x \\`,
    String.raw`3 \cdot x^{2} \\`,
    String.raw`0.5 \cdot x^{-0.5} \\`,
    String.raw`-1 \cdot x^{-2} \\`,
  ]);
});
test('chainLatex() writes a rule of your own by its name', () => {
  const cube = (x: number): ReturnType<(typeof scalarRules)['neg']> => ({ value: x * x * x, slopes: [3 * x * x] });
  const x = new Value(2, { name: 'x' });
  expect(lines(applyScalar(cube, x).mul(2).named('y'), x)).toEqual([
    String.raw`v_{1} &= \text{cube}\left(x\right) = \text{cube}\left(2\right) = 8 \\`,
    String.raw`y &= v_{1} \cdot 2 = 8 \cdot 2 = 16 \\`,
    String.raw`${d('y', 'x')} &= ${part('y', 'v_{1}')} \cdot ${part('v_{1}', 'x')} \\`,
    String.raw`&= 2 \cdot ${part('v_{1}', 'x')} \\`,
    String.raw`&= 2 \cdot 12 = 24`,
  ]);
});
test.each([
  ['w1', 'w_{1}'],
  ['w_12', 'w_{12}'],
  ['loss', String.raw`\text{loss}`],
  ['theta2', String.raw`\theta_{2}`],
  ['größe', String.raw`\text{größe}`],
  ['7', String.raw`\text{7}`],
  ['a_b', String.raw`\text{a\_b}`],
  ['50% $ \\ ^ ~ 😀', String.raw`\text{50\% \$        }`],
  ['}{#&', String.raw`\text{\}\{\#\&}`],
])('chainLatex() writes the name %s as %s', (name, wanted) => {
  const x = new Value(3, { name });
  expect(lines(x.mul(2).named('L'), x, { definitions: false })[0]).toContain(`{\\mathrm{d} ${wanted}} `);
});
test('KaTeX takes numbers of every size', () => {
  for (const data of [1e-9, -2.5e30, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0]) {
    const x = new Value(data, { name: 'x' });
    lines(x.mul(x).add(data), x);
    lines(x.pow(data), x, { form: 'steps' });
  }
  const tiny = new Value(1e-9, { name: 'x' });
  expect(lines(tiny.mul(2).named('y'), tiny)[0]).toContain(String.raw`1 \cdot 10^{-9} \cdot 2`);
});
test('chainLatex() wants a result that depends on x', () => {
  const wanted = 'Cannot write the chain of a derivative: the result was not computed from that value';
  expect(() => chainLatex(new Value(1).exp(), new Value(2))).toThrow(wanted);
});
test('chainLatex() is of values, not of tensors', () => {
  const x = tensor([1, 2]) as never;
  expect(() => chainLatex(x, x)).toThrow(
    'Cannot write the chain of a derivative of Tensor: expected two values of the scalar engine; for tensors see toSVG()',
  );
  expect(() => chainLatex(new Value(1).exp(), 1 as never)).toThrow('of number');
});
test('chainLatex() refuses to write thousands of paths, but not in steps', () => {
  const x = new Value(1, { name: 'x' });
  let y = x;
  for (let i = 0; i < 12; i++) y = y.add(y.mul(1));
  expect(() => chainLatex(y, x)).toThrow(
    "Cannot write the chain of a derivative path by path: found more than 16; use { form: 'steps' }",
  );
  expect(lines(y, x, { form: 'steps' }).at(-1)).toContain('= 4096');
});
