import { Linear, mseLoss, type Parameter, Sequential, Tensor, tanh, tensor } from '@zero-to-gpt/autograd';
import { Random, scope } from '@zero-to-gpt/linalg';
import {
  Adagrad,
  Adam,
  AdamW,
  clipGradNorm,
  Lion,
  Muon,
  type Optimizer,
  RMSprop,
  SGD,
  schedules,
} from '@zero-to-gpt/optim';
import { expect, test } from 'vitest';

const steps = 120;

/** Each as a user would set it up; Muon takes the one hidden matrix and leaves the rest to AdamW. */
const makers: Record<string, (named: [string, Parameter][]) => Optimizer[]> = {
  SGD: (named) => [new SGD(named, { lr: 0.1, momentum: 0.9 })],
  Adagrad: (named) => [new Adagrad(named, { lr: 0.1 })],
  RMSprop: (named) => [new RMSprop(named, { lr: 0.01 })],
  Adam: (named) => [new Adam(named, { lr: 0.02 })],
  AdamW: (named) => [new AdamW(named, { lr: 0.02 })],
  Lion: (named) => [new Lion(named, { lr: 0.01 })],
  Muon: (named) => [
    new Muon(
      named.filter(([name]) => name === '2.weight'),
      { lr: 0.02 },
    ),
    new AdamW(
      named.filter(([name]) => name !== '2.weight'),
      { lr: 0.02 },
    ),
  ],
};

/** Fits sin by a small net, clipped and with a schedule: the loss of the first step and of the last. */
function train(make: (named: [string, Parameter][]) => Optimizer[]): [first: number, last: number] {
  const random = new Random(4);
  const x = new Random(5).uniform([32, 1], { low: -3, high: 3 });
  const y = new Tensor(x.sin());
  const net = new Sequential(
    new Linear(1, 16, { random }),
    tanh,
    new Linear(16, 16, { random }),
    tanh,
    new Linear(16, 1, { random }),
  );
  const optimizers = make([...net.namedParameters()]);
  const rates = optimizers.map(({ lr }) => schedules.cosine({ lr, minLr: lr / 10, warmupSteps: 5, steps }));
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    using _ = scope();
    for (const [i, optimizer] of optimizers.entries()) optimizer.lr = rates[i]!(step);
    net.zeroGrad();
    const loss = mseLoss(net.forward(new Tensor(x)), y);
    loss.backward();
    clipGradNorm(net.parameters());
    for (const optimizer of optimizers) optimizer.step();
    losses.push(loss.item());
  }
  for (const optimizer of optimizers) optimizer[Symbol.dispose]();
  return [losses[0]!, losses.at(-1)!];
}

test.each(Object.keys(makers))('%s fits a sine to a tenth of its first loss, the same way twice', (name) => {
  const [first, last] = train(makers[name]!);
  expect(last).toBeLessThan(first / 10);
  expect(train(makers[name]!)).toEqual([first, last]);
});

test('optimizers say that they were disposed', () => {
  const net = new Linear(1, 1);
  for (const make of [Adam, Lion, Adagrad, RMSprop, Muon]) {
    const optimizer = new make([['weight', net.weight]]);
    optimizer[Symbol.dispose]();
    net
      .forward(tensor([[1]]))
      .sum()
      .backward();
    expect(() => optimizer.step()).toThrow('disposed');
  }
});
