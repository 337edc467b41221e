import { join } from 'node:path';
import { testConformance } from '@zero-to-gpt/build/conformance';
import * as dense from '@zero-to-gpt/dense';
import * as linalg from '@zero-to-gpt/linalg';
import { conformance, names } from '../../src/conformance/index.ts';
import * as rnn from '../../src/index.ts';
import * as plain from './plain-rnn.ts';

testConformance(
  {
    conformance,
    names,
    ours: rnn,
    plain: plain,
    file: join(import.meta.dirname, 'plain-rnn.ts'),
    modules: { linalg, dense },
  },
  [
    [
      'a state that is never handed on inside',
      '        h = found.h;\n        states',
      '        states',
      'RNN forward() adds the weighted state in the second step: expected',
    ],
    [
      'a state that is forgotten between calls',
      'let h = before?.h ?? zeros',
      'let h = zeros',
      'RNN forward() begins with the state that it is given: expected 0.86',
    ],
    [
      'slopes that stop at one step',
      'dh = found.dh.add(found.gh.matmul(wh.value));',
      'dh = found.dh;',
      'RNN backward() gives dx, through all the steps behind',
    ],
    [
      'a tanh without its slope',
      'const g = d.sub(d.mul(h!).mul(h!));',
      'const g = d;',
      'RNN backward() gives the slope of weightIh, summed over steps and samples',
    ],
    [
      'a bias of the last step alone',
      'bh.accumulate(found.gh.sum({ axis: 0 }));',
      'if (t === rows.length - 1) bh.accumulate(found.gh.sum({ axis: 0 }));',
      'RNN backward() gives the slope of biasHh, summed over steps and samples',
    ],
    [
      'the state behind a step where the one before it is wanted',
      'wh.accumulate(found.gh.mT.matmul(before[t]!));',
      'wh.accumulate(found.gh.mT.matmul(before[t + 1] ?? before[t]!));',
      'RNN backward() gives the slope of weightHh, summed over steps and samples',
    ],
    [
      'gates in the order of another library',
      'const [ir, iz, innew] = gi.split',
      'const [iz, ir, innew] = gi.split',
      'GRU forward() of one step: gates r, z, n in that order',
    ],
    [
      'new and old exchanged',
      'n.add(z.mul(h.sub(n)))',
      'h.add(z.mul(n.sub(h)))',
      'GRU forward() of one step: gates r, z, n in that order, h = (1 − z) · n + z · 0: expected',
    ],
    [
      'a slope without what passes by',
      'dh: d.mul(z) };',
      'dh: d.mul(0) };',
      'GRU backward() gives dx, through all the steps behind',
    ],
    [
      'a last step that is the first',
      'return x.slice({}, -1).clone();',
      'return x.slice({}, 0).clone();',
      'LastStep forward() takes the last step of each sequence: expected 1 to be close to 3',
    ],
    [
      'slopes clipped one by one',
      'const norm = Math.sqrt(parameters.reduce((sum, { grad }) => sum + grad.mul(grad).sum().item(), 0));',
      'const norm = Math.max(...parameters.map(({ grad }) => grad.mul(grad).sum().sqrt().item()));',
      'clipGradNorm() returns the length of all slopes together, before it shortens them: expected 4',
    ],
    [
      'short slopes made long',
      'Math.min(1, maxNorm / (norm + 1e-6))',
      'maxNorm / (norm + 1e-6)',
      'clipGradNorm() leaves slopes alone that are short enough',
    ],
    [
      'the answer inside the window',
      'start + length)),',
      'start + length - 1)),',
      'slidingWindows() targets are the step behind each window, not its last one: expected 2',
    ],
    [
      'a boundary without an id of its own',
      'size: characters.length + 1,',
      'size: characters.length,',
      'charVocab() size counts the boundary too: expected 4 to be 5',
    ],
    [
      'targets that are the inputs',
      'filled([...row, 0], -100)',
      'filled([0, ...row], -100)',
      'wordArrays() y is what follows each id, the boundary behind the word, then −100',
    ],
    [
      'padding that is learned from',
      'filled([...row, 0], -100)',
      'filled([...row, 0], 0)',
      'wordArrays() y is what follows each id, the boundary behind the word, then −100: expected 0',
    ],
    [
      'smoothing that makes shares of more than 1',
      '(all + smoothing * vocab.size)',
      '(all + smoothing)',
      'countLoss() without context counts how often each character and the end came',
    ],
    [
      'temperature as a factor',
      '(score - Math.max(...scores)) / temperature',
      '(score - Math.max(...scores)) * temperature',
      'sampleSequence() with temperature 0.5 doubles the scores',
    ],
    [
      'a sample without memory',
      'state = recurrent.state ?? undefined;',
      'state = undefined;',
      'sampleSequence() feeds each id back, and hands the state on',
    ],
    [
      'missing names',
      'export function perStep',
      'function perStep',
      'Cannot stand in for rnn: it does not export perStep',
    ],
  ],
);
