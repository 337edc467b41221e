import { Linear, Parameter, relu, Sequential } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { ones, Random } from '@zero-to-gpt/linalg';
import { AdamW, LayerNorm } from '@zero-to-gpt/optim';

export default check<typeof import('./solution.ts')>('optim/decay-groups', ({ groupsOf }, t) => {
  const random = new Random(1);
  const shapes = (groups: ReturnType<typeof groupsOf>): string =>
    groups.map(({ parameters }) => parameters.map(({ shape }) => `(${shape})`).join(' ')).join(' | ');

  t.step('a linear layer: its weight decays, its bias does not', () => {
    const groups = groupsOf(new Linear(3, 2, { random }), 0.1);
    const found = shapes(groups);
    t.ok(found !== '(2) | (2,3)', 'The bias decays and the weight does not: the first group has two axes or more');
    t.ok(found !== '(2,3) (2)', 'Both parameters are in one group: make two');
    t.ok(found !== '(2,3) (2) | (2)', 'The bias is in both groups: each parameter belongs into one');
    t.ok(found !== '(2,3)', 'The bias is in no group: what is in none is never trained');
    t.equal(found, '(2,3) | (2)', { what: 'list of shapes' });
  });
  t.step('each group has its option', () => {
    const groups = groupsOf(new Linear(3, 2, { random }), 0.1);
    t.ok(
      groups.every(({ options }) => options !== undefined),
      'A group has no `options`: its decay stands in there, { parameters, options: { weightDecay } }',
    );
    const decays = groups.map(({ options }) => options.weightDecay);
    t.ok(`${decays}` !== '0.1,0.1', 'Both groups decay: the second has weightDecay 0');
    t.ok(`${decays}` !== '0,0.1', 'The options are exchanged: the first group decays');
    t.equal(decays, [0.1, 0], { what: 'list of decays' });
  });
  t.step('a scale of shape (1, …)? Axes count, not sizes', () => {
    class Scales extends Linear {
      readonly row = new Parameter(ones([1, 4]));
      readonly single = new Parameter(ones([1]));
    }
    const found = shapes(groupsOf(new Scales(3, 2, { random }), 0.1));
    t.ok(
      found !== '(2,3) | (2) (1,4) (1)' && found !== '(2,3) (1,4) (1) | (2)' && found !== '(2,3) | (1,4) (2) (1)',
      'The parameter of shape (1, 4) has two axes, so it decays: count the axes, not those longer than 1',
    );
    t.equal(
      found.split(' | ').map((part) => part.split(' ').sort()),
      [
        ['(1,4)', '(2,3)'],
        ['(1)', '(2)'],
      ],
      {
        what: 'list of shapes of each group',
      },
    );
  });
  t.step('filters with three axes', () => {
    class Filters extends Linear {
      readonly filters = new Parameter(ones([2, 2, 2]));
    }
    const [decays] = shapes(groupsOf(new Filters(3, 2, { random }), 0.1)).split(' | ');
    t.ok(decays!.includes('(2,2,2)'), 'A filter with three axes does not decay: two axes *or more* do');
  });
  t.step('a network with a norm, in the model’s order', () => {
    const model = new Sequential(new Linear(3, 4, { random }), new LayerNorm(4), relu, new Linear(4, 2, { random }));
    t.equal(shapes(groupsOf(model, 0.1)), '(4,3) (2,4) | (4) (4) (4) (2)', { what: 'list of shapes' });
  });
  t.step('no empty group', () => {
    const found = shapes(groupsOf(new Linear(3, 2, { bias: false, random }), 0.1));
    t.ok(found !== '(2,3) | ', 'The second group is empty: leave it out');
    t.equal(found, '(2,3)', { what: 'list of shapes' });
    t.equal(shapes(groupsOf(new LayerNorm(4), 0.1)), '(4) (4)', { what: 'list of shapes' });
  });
  t.step('an optimizer takes it: 10 steps without slopes', () => {
    const model = new Linear(3, 2, { random: new Random(2) });
    const [weight, bias] = [model.weight.value.clone(), model.bias!.value.clone()];
    const optimizer = new AdamW(groupsOf(model, 0.5), { lr: 0.1 });
    for (let step = 0; step < 10; step++) {
      for (const parameter of model.parameters()) parameter.grad = parameter.value.mul(0);
      optimizer.step();
    }
    t.close(model.weight.value, weight.mul(0.95 ** 10), { what: 'weight' });
    t.close(model.bias!.value, bias, { what: 'bias' });
  });
});
