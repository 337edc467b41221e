import { isGradEnabled, Linear, Module, Tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, cpu, Random } from '@zero-to-gpt/linalg';
import type { Batch } from './solution.ts';

/** Doubles its input by two layers, and notes what it saw. */
class Spy extends Module {
  readonly first = new Linear(2, 64, { random: new Random(1) });
  readonly second = new Linear(64, 1, { random: new Random(2) });
  readonly notes: { bytes: number; remembers: boolean; training: boolean }[] = [];
  override forward(x: Tensor): Tensor {
    this.notes.push({ bytes: cpu.stats().bytes, remembers: isGradEnabled(), training: this.training });
    return this.second.forward(this.first.forward(x).relu());
  }
}

/** Says 0 to everything, so that the loss is the mean square of the targets. */
class Silent extends Module {
  override forward(x: Tensor): Tensor {
    return new Tensor(x.value.slice({}, { stop: 1 }).mul(0));
  }
}

export default check<typeof import('./solution.ts')>('autograd/spot-the-bug-memory', ({ evaluate }, t) => {
  const batch = (...targets: number[]): Batch => ({
    x: array(targets.map((_, i) => [i, 1])),
    y: array(targets.map((target) => [target])),
  });
  const many = (random: Random): Batch[] =>
    Array.from({ length: 6 }, () => ({ x: random.normal([32, 2]), y: random.normal([32, 1]) }));

  t.step('one batch', () => {
    const found = evaluate(new Silent(), [batch(1, 2, 3)]);
    t.ok(
      Math.abs(found - 14 / 9) > 1e-4,
      'The loss of a batch is a mean already: multiply it by its rows before you divide by all rows',
    );
    t.close(found, 14 / 3);
  });
  t.step('batches of one size', () => {
    const found = evaluate(new Silent(), [batch(1, 2), batch(3, 4)]);
    t.ok(Math.abs(found - 15) > 1e-4, 'The losses are summed up: divide by the number of rows');
    t.close(found, 7.5);
  });
  t.step('a small last batch', () => {
    const found = evaluate(new Silent(), [batch(1, 1, 2), batch(4)]);
    t.ok(
      Math.abs(found - 9) > 1e-4,
      'That is the mean of the batches’ means: a row of the small batch counts three times as much as the others',
    );
    t.close(found, 5.5);
  });
  t.step('nothing is remembered for a way back', () => {
    const model = new Spy();
    evaluate(model, many(new Random(3)));
    t.ok(
      model.notes.every(({ remembers }) => !remembers),
      'The tape was running: call the model inside noGrad(() => …)',
    );
  });
  t.step('what a batch makes is freed before the next', () => {
    const model = new Spy();
    const batches = many(new Random(3));
    const before = cpu.stats().bytes;
    evaluate(model, batches);
    const after = cpu.stats().bytes;
    const heights = model.notes.map(({ bytes }) => bytes);
    const grown = heights.at(-1)! - heights[0]!;
    t.ok(
      grown < 2000 || after > before + 2000,
      `When the last batch began, ${Math.round(grown / 1024)} KB of the others were still there: one scope() for each batch, inside the loop`,
    );
    t.ok(
      after <= before + 64,
      `After the call ${after - before} bytes more are alive than before: open a scope() for each batch`,
    );
  });
  t.step('in evaluation mode, and back', () => {
    const model = new Spy();
    model.train();
    evaluate(model, many(new Random(3)));
    t.ok(
      model.notes.every(({ training }) => !training),
      'The model ran in training mode, where dropout drops: call model.eval() first',
    );
    t.ok(model.training, 'The model was left in evaluation mode: training goes on afterwards, model.train()');
    model.eval();
    evaluate(model, many(new Random(3)));
    t.ok(
      !model.training,
      'A model that was in evaluation mode before was put into training mode: only go back where it came from',
    );
  });
  t.step('random: against the mean over all rows', () => {
    const random = new Random(5);
    const model = new Spy();
    const x = random.normal([50, 2]);
    const y = random.normal([50, 1]);
    const batches = [0, 16, 32, 48].map((start) => ({
      x: x.slice({ start, stop: Math.min(start + 16, 50) }),
      y: y.slice({ start, stop: Math.min(start + 16, 50) }),
    }));
    const want = model.forward(new Tensor(x)).value.sub(y).pow(2).mean().item();
    t.close(evaluate(model, batches), want);
  });
});
