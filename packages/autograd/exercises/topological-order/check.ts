import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';
import type { Step } from './solution.ts';

const made = (name: string, ...inputs: Step[]): Step => ({ name, inputs });

export default check<typeof import('./solution.ts')>('autograd/topological-order', ({ topologicalOrder }, t) => {
  /** Fails with what is wrong about an order. */
  const compare = (result: Step, wanted: ReadonlySet<Step>): void => {
    const found: unknown = topologicalOrder(result);
    t.ok(Array.isArray(found), 'The result is no list of steps');
    const order = found as Step[];
    const names = order.length > 12 ? '' : `Your order: ${order.map((step) => step?.name).join(' ')}`;
    t.ok(new Set(order).size === order.length, 'A step stands in the list twice: mark the ones that were seen', names);
    const missing = [...wanted].filter((step) => !order.includes(step));
    t.ok(missing.length === 0, `${missing[0]?.name} is missing: is every input of every step visited?`, names);
    t.ok(order.length === wanted.size, 'There are more steps in the list than there are in the graph', names);
    t.ok(
      !(order.length > 1 && order[0] === result),
      'The result stands first, the order is the wrong way round: a step is pushed behind its inputs',
      names,
    );
    const places = new Map(order.map((step, place) => [step, place]));
    for (const step of order)
      for (const input of step.inputs)
        t.ok(
          places.get(input)! < places.get(step)!,
          `${step.name} stands before ${input.name}, of which it is made: push a step when all its inputs are in the list`,
          names,
        );
  };

  t.step('a single step', () => {
    const a = made('a');
    t.equal(
      topologicalOrder(a).map(({ name }) => name),
      ['a'],
    );
  });
  t.step('a chain of three', () => {
    const a = made('a');
    const b = made('b', a);
    const c = made('c', b);
    compare(c, new Set([a, b, c]));
  });
  t.step('a fork that meets again', () => {
    const a = made('a');
    const [b, c] = [made('b', a), made('c', a)];
    const d = made('d', b, c);
    compare(d, new Set([a, b, c, d]));
  });
  t.step('a short way and a long way to the same step', () => {
    const a = made('a');
    const square = made('square', a, a);
    const cube = made('cube', square, a);
    const both = made('both', square, cube);
    const sum = made('sum', both, a);
    compare(sum, new Set([a, square, cube, both, sum]));
  });
  t.step('random graphs of 40 steps', () => {
    const random = new Random(2);
    for (let round = 0; round < 20; round++) {
      const all = [made('s0'), made('s1')];
      while (all.length < 40)
        all.push(
          made(`s${all.length}`, ...Array.from({ length: 1 + random.int(3) }, () => all[random.int(all.length)]!)),
        );
      const result = all.at(-1)!;
      const reached = new Set([result]);
      for (const step of reached) for (const input of step.inputs) reached.add(input);
      compare(result, reached);
    }
  });
  t.step('sixty forks that meet again: a quintillion paths', () => {
    let last = made('s0');
    const all = new Set([last]);
    let looks = 0;
    for (let i = 1; i <= 60; i++) {
      const before = last;
      last = {
        name: `s${i}`,
        get inputs(): Step[] {
          looks++;
          if (looks > 100_000) throw new Error('more than 100,000 looks at inputs: every path is walked');
          return [before, before];
        },
      };
      all.add(last);
    }
    compare(last, all);
  });
  t.step('a chain of 100,000', () => {
    let last = made('s0');
    for (let i = 1; i < 100_000; i++) last = made(`s${i}`, last);
    let found: Step[] = [];
    let overflow = false;
    try {
      found = topologicalOrder(last);
    } catch (error) {
      if (!(error instanceof Error) || !/stack|recursion/i.test(error.message)) throw error;
      overflow = true;
    }
    t.ok(
      !overflow,
      'The stack of calls overflowed: keep the open steps in a list of your own, without a function that calls itself',
    );
    t.equal(found.length, 100_000, { what: 'length of the order' });
    t.ok(
      found[0]?.name === 's0' && found.at(-1) === last,
      'The order of the long chain does not run from s0 to the result',
    );
  });
});
