import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';
import type { Num } from './solution.ts';

const num = (data: number, ...from: (readonly [Num, number])[]): Num => ({ data, grad: 0, from });
const add = (a: Num, b: Num): Num => num(a.data + b.data, [a, 1], [b, 1]);
const mul = (a: Num, b: Num): Num => num(a.data * b.data, [a, b.data], [b, a.data]);

export default check<typeof import('./solution.ts')>(
  'autograd/spot-the-bug-fork',
  ({ backward }, t) => {
    t.step('a chain of products', () => {
      const [w, x] = [num(2), num(3)];
      const product = mul(w, x);
      const result = mul(product, num(10));
      backward(result);
      t.ok(result.grad !== 0, 'The slope of the result in itself is 1: start there');
      t.ok(
        !(product.grad === 10 && w.grad === 0),
        'The slopes stop one step behind the result: the order begins with the inputs, go through it from its end',
      );
      t.ok(
        !(product.grad === 10 && w.grad === 3),
        'What has arrived is not sent on: a number sends its own grad times the local slope',
      );
      t.ok(product.grad !== 600, 'A number sent its data: it sends its grad times the local slope');
      t.close([result.grad, product.grad, w.grad, x.grad], [1, 10, 30, 20], { what: 'slopes' });
    });
    t.step('a number that is used twice', () => {
      const a = num(3);
      backward(mul(a, a));
      t.ok(a.grad !== 3, 'a is used twice and has heard one of the two: add what arrives, +=');
      t.close(a.grad, 6, { what: 'slope of a · a at 3' });
    });
    t.step('a short way and a long way, as on paper', () => {
      const a = num(3);
      const s = mul(a, a);
      backward(add(s, mul(s, a)));
      t.ok(s.grad !== 1, 's has heard the sum and not the product: it was used twice, add');
      t.ok(
        a.grad !== 15,
        's sent on what it had before the product had spoken: go through orderOf(result) from its end',
      );
      t.ok(a.grad !== 9 && a.grad !== 12, 'a has heard one of its users alone: add what arrives');
      t.close([s.grad, a.grad], [4, 33], { what: 'slopes in s and a' });
    });
    t.step('from the end of the order, not from its start', () => {
      const a = num(2);
      let x = a;
      for (let i = 0; i < 5; i++) x = add(x, num(1));
      backward(x);
      t.ok(
        a.grad !== 0,
        'Nothing arrived at the first number: the order begins with the inputs, go through it from its end',
      );
      t.close(a.grad, 1, { what: 'slope' });
    });
    t.step('a second call gives the same', () => {
      const a = num(3);
      const result = mul(mul(a, a), a);
      backward(result);
      backward(result);
      t.ok(a.grad !== 54, 'The slope has doubled with the second call: empty every grad first');
      t.ok(
        a.grad <= 27,
        'What the first call left in numbers between went round again: empty every grad, not only the last',
      );
      t.close(a.grad, 27, { what: 'slope of a³ at 3' });
    });
    t.step('random formulas of 30 numbers against nudges', () => {
      for (let seed = 1; seed <= 10; seed++) {
        const formula = (inputs: Num[]): Num => {
          const random = new Random(seed);
          const all = [...inputs];
          while (all.length < 30) {
            const [a, b] = [all[random.int(all.length)]!, all[random.int(all.length)]!];
            all.push(random.int(2) ? add(a, b) : mul(mul(a, b), num(0.4)));
          }
          return all.slice(-8).reduce(add);
        };
        const at = [0.5, -0.7, 0.9];
        const inputs = at.map((x) => num(x));
        backward(formula(inputs));
        t.grad(
          (xs) => formula(xs.map((x) => num(x))).data,
          at,
          inputs.map(({ grad }) => grad),
          { h: 1e-5 },
        );
      }
    });
  },
  { mutates: ['backward'] },
);
