import { Linear, Parameter, tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('autograd/named-parameters', ({ namedParameters }, t) => {
  const made = (): Parameter => new Parameter(array([1, 2]));
  const names = (holder: object): string[] => {
    const found: unknown = namedParameters(holder);
    t.ok(Array.isArray(found), 'The result is no list: give back [[name, parameter], …]');
    const pairs = found as [string, Parameter][];
    t.ok(
      pairs.every((pair) => Array.isArray(pair) && pair.length === 2),
      'An entry is no pair: each is [name, parameter]',
    );
    t.ok(
      pairs.every(([name]) => typeof name === 'string'),
      'The first of a pair is no name: the order is [name, parameter], not the other way round',
    );
    t.ok(
      pairs.every(([, parameter]) => parameter instanceof Parameter),
      'The second of a pair is no Parameter: a number, an array or another tensor was listed',
    );
    return pairs.map(([name]) => name);
  };

  t.step('the fields of an object', () => t.equal(names({ weight: made(), bias: made() }), ['weight', 'bias']));
  t.step('objects inside objects', () => {
    const found = names({ head: { weight: made(), deep: { scale: made() } } });
    t.ok(found.length > 0, 'Nothing was found inside `head`: objects in fields are looked into');
    t.ok(!found.includes('weight'), 'The name is the last field alone: it is the whole path, head.weight');
    t.ok(
      !found.includes('headweight') && !found.includes('head/weight'),
      'The fields of a path are joined by a dot: head.weight',
    );
    t.ok(
      found.length === 2,
      'The walk goes one level deep: `head.deep.scale` lies two levels down, let the function call itself',
    );
    t.equal(found, ['head.weight', 'head.deep.scale']);
  });
  t.step('lists', () => {
    const found = names({ layers: [new Linear(2, 3, { random: new Random(1) }), { gain: made() }] });
    t.ok(
      found.includes('layers.0.weight'),
      'layers.0.weight is missing: look into lists as into objects, their positions are names',
    );
    t.equal(found, ['layers.0.weight', 'layers.0.bias', 'layers.1.gain']);
  });
  t.step('what is no parameter is passed over', () => {
    const holder = {
      steps: 3,
      name: 'a',
      none: null,
      nothing: undefined,
      mean: array([1]),
      fixed: tensor([1]),
      free: tensor([1], { requiresGrad: true }),
      weight: made(),
      run: () => made(),
    };
    const withNull = (): string[] => {
      try {
        return names({ none: null, weight: made() });
      } catch (error) {
        t.ok(
          !(error instanceof TypeError),
          'null was looked into: `typeof null` is "object", so ask for null by itself',
        );
        throw error;
      }
    };
    t.equal(withNull(), ['weight']);
    const found = names(holder);
    t.ok(
      !found.some((name) => name.startsWith('fixed.') || name.startsWith('free.') || name.startsWith('mean.')),
      'The walk looked inside a tensor or an array: they are passed over',
    );
    t.equal(found, ['weight']);
  });
  t.step('a tied weight is one parameter, under its first name', () => {
    const shared = made();
    const found = names({ table: shared, body: { gain: made() }, head: { weight: shared } });
    t.ok(found.length !== 3, 'The tied weight is listed twice: the optimizer would move it twice');
    t.ok(!found.includes('head.weight'), 'The tied weight stands under its last name: the first one counts, `table`');
    t.equal(found, ['table', 'body.gain']);
  });
  t.step('the parameters themselves, not copies', () => {
    const weight = made();
    const [pair] = namedParameters({ weight });
    t.ok(pair?.[1] === weight, 'The parameter is a copy: training would move the copy');
  });
  t.step('random: trees of ten parts', () => {
    const random = new Random(12);
    const wanted: string[] = [];
    const grow = (path: string, depth: number): Record<string, unknown> => {
      const part: Record<string, unknown> = {};
      for (let i = 0; i < 3; i++) {
        const key = `${'abc'[i]}${random.int(10)}`;
        if (depth < 2 && random.next() < 0.6) part[key] = grow(`${path}${key}.`, depth + 1);
        else {
          part[key] = made();
          wanted.push(path + key);
        }
      }
      return part;
    };
    const tree = grow('', 0);
    t.equal(names(tree), wanted);
  });
});
