import { join } from 'node:path';
import * as autograd from '@zero-to-gpt/autograd';
import { testConformance } from '@zero-to-gpt/build/conformance';
import * as linalg from '@zero-to-gpt/linalg';
import { conformance, names, type Subset } from '../../src/conformance/index.ts';
import * as optim from '../../src/index.ts';
import * as plain from './plain-optim.ts';

testConformance(
  {
    conformance,
    names,
    ours: optim satisfies Subset, // both have the types that are documented, too
    plain: plain satisfies Subset,
    file: join(import.meta.dirname, 'plain-optim.ts'),
    modules: { linalg, autograd },
  },
  [
    [
      'a step uphill',
      'value.assign(value.sub(velocity.mul(lr)));',
      'value.assign(value.add(velocity.mul(lr)));',
      'SGD goes lr times against the slope: expected 1.0',
    ],
    [
      'a momentum that weighs the new slope by 1 − momentum',
      'velocity.mul(momentum).add(slope)',
      'velocity.mul(momentum).add(slope.mul(1 - momentum))',
      'SGD with momentum begins like SGD: expected 0.99',
    ],
    [
      'a velocity that is forgotten',
      'velocity.assign(velocity.mul(momentum).add(slope));',
      'velocity.assign(slope);',
      'SGD with momentum keeps 0.9 of its velocity: expected 0.8',
    ],
    [
      'a decay with the wrong sign',
      'grad.add(value.mul(weightDecay))',
      'grad.sub(value.mul(weightDecay))',
      'SGD with weightDecay adds it times the parameter to the slope: expected',
    ],
    [
      'Adam without bias correction',
      'm.div(1 - betas[0] ** entry.steps)',
      'm',
      'AdamW goes about lr at its first step, whatever the size of the slope: expected 0.99',
    ],
    [
      'Adam that counts its steps from 0',
      'entry.steps++;',
      'entry.steps ||= 1;',
      'AdamW divides the running means by 1 − βᵗ: expected',
    ],
    [
      'Adam fed with its own corrected mean',
      'const mean = m.div(1 - betas[0] ** entry.steps);',
      'm.assign(m.div(1 - betas[0] ** entry.steps));\n      const mean = m;',
      'AdamW divides the running means by 1 − βᵗ: expected',
    ],
    [
      'eps under the root',
      'square.sqrt().add(eps)',
      'square.add(eps).sqrt()',
      'AdamW takes betas, and adds eps to the root: expected',
    ],
    [
      'decay that goes through the running means, as in plain Adam',
      'grad.mul(1 - betas[0])));',
      'grad.add(value.mul(weightDecay)).mul(1 - betas[0])));',
      'AdamW with weightDecay shrinks the parameter by lr · weightDecay, beside the slope: expected',
    ],
    [
      'decay that is not multiplied by lr',
      '1 - lr * weightDecay',
      '1 - weightDecay',
      'AdamW with weightDecay shrinks the parameter by lr · weightDecay, beside the slope: expected',
    ],
    [
      'another decay where nothing is said',
      'eps: 1e-8, weightDecay: 0.01, ...options }',
      'eps: 1e-8, weightDecay: 0, ...options }',
      'AdamW decays by 0.01 where nothing is said: expected 0.89',
    ],
    [
      'groups whose options are lost',
      'options: { ...options, lr: undefined, ...group.options },',
      'options: { ...options, lr: undefined },',
      'AdamW takes groups with options of their own: expected',
    ],
    [
      'a learning rate that is fixed in the beginning',
      'options: { ...options, lr: undefined, ...group.options },',
      'options: { ...options, ...group.options },',
      'AdamW takes another lr before a step: expected 0.89',
    ],
    [
      'memory that dies with the scope around it',
      'memory: unscoped(() => Array.from({ length: arrays }, () => zerosLike(parameter.value))),',
      'memory: Array.from({ length: arrays }, () => zerosLike(parameter.value)),',
      'SGD keeps its memory when the scope of a step closes: ',
    ],
    [
      'gradients that are never emptied',
      'for (const { parameter } of this.entries) parameter.zeroGrad();',
      '',
      'SGD zeroGrad() empties the gradients: expected',
    ],
    [
      'a warm-up that begins at 0',
      '(lr * (step + 1)) / (warmupSteps + 1)',
      '(lr * step) / warmupSteps',
      'cosineSchedule() warms up: step s has lr · (s + 1) / (warmupSteps + 1): expected 0 to be close to 0.2',
    ],
    [
      'a cosine over all steps, those of the warm-up too',
      '(step - warmupSteps) / (steps - warmupSteps)',
      'step / steps',
      'cosineSchedule() has lr after the warm-up: expected',
    ],
    [
      'a cosine that climbs again',
      'Math.min(1, (step - warmupSteps) / (steps - warmupSteps))',
      '(step - warmupSteps) / (steps - warmupSteps)',
      'cosineSchedule() stays at minLr from its last step on: expected',
    ],
    [
      'a cosine that falls to 0, whatever minLr',
      'minLr + 0.5 * (1 + Math.cos(Math.PI * done)) * (lr - minLr)',
      '0.5 * (1 + Math.cos(Math.PI * done)) * lr',
      'cosineSchedule() is half way down in the middle of the cosine: expected',
    ],
    [
      'each gradient clipped by its own length',
      'for (const grad of grads) grad.assign(grad.mul(factor));',
      'for (const grad of grads) grad.assign(grad.mul(Math.min(1, maxNorm / grad.mul(grad).sum().sqrt().item())));',
      'clipGradNorm() shortens all by one factor: expected',
    ],
    [
      'short gradients made longer',
      'Math.min(1, maxNorm / (norm + 1e-6))',
      'maxNorm / (norm + 1e-6)',
      'clipGradNorm() leaves shorter gradients as they are: expected',
    ],
    [
      'the length after clipping',
      'return array(norm);',
      'return array(Math.min(norm, maxNorm));',
      'clipGradNorm() shortens all by one factor: expected',
    ],
    [
      'biases that decay',
      'options: { weightDecay: 0 } },',
      'options: { weightDecay } },',
      'decayGroups() decays matrices and spares biases: expected',
    ],
    [
      'a probability to stay in place of one to go',
      '.greaterEqual(this.p)',
      '.less(this.p)',
      'Dropout zeroes a share of p while training: expected 0.7',
    ],
    [
      'dropout that is never made up for',
      '\n      .mul(this.p < 1 ? 1 / (1 - this.p) : 0)',
      '',
      'Dropout makes the others grow by 1/(1 − p), so that the mean stays: expected 1 to be close to 1.25',
    ],
    [
      'a gradient for what was dropped',
      'backward: ([dy]) => [dy!.mul(factor)]',
      'backward: ([dy]) => [dy!]',
      'Dropout has the gradient of what it kept: expected',
    ],
    [
      'dropout in evaluation',
      'if (!this.training || this.p === 0) return x;',
      'if (this.p === 0) return x;',
      'Dropout does nothing after eval(), nor with p = 0: expected',
    ],
    [
      'the same zeros at each call',
      'new Random(this.random.int(4294967296))',
      'new Random(7)',
      'Dropout draws anew at each call: expected 0',
    ],
    [
      'the variance of a sample',
      'centred.mul(centred).mean(row)',
      'centred.mul(centred).sum(row).div(a.shape.at(-1)! - 1)',
      'LayerNorm gives each row mean 0 and variance 1, by n and not by n − 1: expected',
    ],
    [
      'no eps',
      '.mean(row).add(this.eps).sqrt()',
      '.mean(row).sqrt()',
      'LayerNorm of a row without spread is its shift: eps keeps it finite: expected',
    ],
    [
      'a gradient as if mean and deviation stood still',
      '.sub(dy!.mean(row))',
      '',
      'LayerNorm has the gradient of x, through mean and deviation: expected',
    ],
    [
      'a scale that is not learned',
      'normal.mul(this.weight)',
      'normal.mul(this.weight.detach())',
      'LayerNorm has the gradients of its scale and shift, summed over rows: ',
    ],
    [
      'one order for all epochs',
      'new Random(this.seed).split(epoch)',
      'new Random(this.seed)',
      'RandomSampler has another order in another epoch, and the same from the same seed: expected',
    ],
    [
      'a random epoch that begins anew where it should go on',
      'random.permutation(this.length).subarray(start)',
      'random.permutation(this.length).subarray(0, this.length - start)',
      'RandomSampler continues an epoch from any position: expected',
    ],
    [
      'a permutation where draws with replacement are wanted',
      'const draw = random.int(this.length);',
      'const draw = i;',
      'RandomSampler with replacement draws some items again: expected 200 to be less than 160',
    ],
    [
      'a last batch that is always dropped',
      '(dropLast ? Math.floor : Math.ceil)',
      'Math.floor',
      'DataLoader gives batches in order, the last one short: expected',
    ],
    [
      'a state that points at the batch in hand',
      'yield collate(items);',
      'this.state = { epoch, index: at };\n        yield collate(items);',
      'DataLoader has a state behind the batch in hand, and goes on from there: expected',
    ],
    [
      'an epoch that is never counted',
      '{ epoch: epoch + 1, index: 0 } : { epoch, index: end }',
      '{ epoch, index: 0 } : { epoch, index: end }',
      'DataLoader tells its sampler the epoch: expected',
    ],
    [
      'memory that is never given back',
      'for (const array of this.entries.flatMap(({ memory }) => memory)) array.dispose();',
      '',
      'SGD is disposed of with its memory: expected',
    ],
    [
      'missing names',
      'export class RandomSampler',
      'class RandomSampler',
      'Cannot stand in for optim: it does not export RandomSampler',
    ],
  ],
);
