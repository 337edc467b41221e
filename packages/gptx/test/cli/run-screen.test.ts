import { expect, test } from 'vitest';
import { RunScreen } from '../../src/cli/run-screen.ts';
import { runConfig } from '../../src/run-config.ts';
import type { RunEvent } from '../../src/run-event.ts';

const model: RunEvent = {
  kind: 'model',
  folder: 'runs/a',
  config: runConfig({ steps: 20, nLayer: 1 }),
  text: 'Moby Dick',
  trainTokens: 9000,
  validationTokens: 1000,
  vocabSize: 83,
  cost: { parameters: 812_160, tokensPerStep: 768, flopsPerStep: 4.0e9, stateBytes: 13e6, activationBytes: 30e6 },
  baseline: 2.46546,
  startStep: 0,
};
const step = (at: number, loss: number, valLoss?: number): RunEvent => ({
  kind: 'step',
  metrics: { step: at, loss, lr: 1e-3, tokensPerSecond: 7700, ...(valLoss !== undefined && { valLoss }) },
  secondsLeft: 65,
});
const finished: RunEvent = {
  kind: 'finished',
  step: 20,
  valLoss: 1.98764,
  valTokens: 999,
  baseline: 2.46546,
  knownWords: 0.634,
  samples: [
    { kind: 'sample', step: 0, text: 'xqz', knownWords: 0 },
    { kind: 'sample', step: 20, text: 'the whale', knownWords: 1 },
  ],
};

function shown(isTTY: boolean, ...events: RunEvent[]): string {
  let out = '';
  const screen = new RunScreen({ isTTY, columns: 90, write: (text) => (out += text) }, { command: 'npm start --' });
  for (const event of events) screen.show(event);
  return out;
}

test('RunScreen shows the model and what it costs before it starts', () => {
  const out = shown(false, model, { kind: 'estimate', secondsPerStep: 0.1, seconds: 125 });
  expect(out).toContain('10,000 characters, 83 different; the last 1,000 held back');
  expect(out).toContain('1 block, 4 heads, width 128, context 64: 812,160 parameters');
  expect(out).toContain('43.0 MB of memory, 4.0 GFLOP a step of 768 characters');
  expect(out).toContain('about 2 min 05 s, 100 ms a step');
});

test('RunScreen prints the baseline and the validation loss as lines of their own', () => {
  expect(shown(false, model)).toMatch(/^bigram baseline 2\.4655$/m);
  expect(shown(false, model, finished)).toMatch(/^validation loss 1\.9876$/m);
  expect(shown(false, model, finished)).toMatch(/^known words 63 %$/m);
});

test('RunScreen shows progress: step, loss, validation loss, tokens per second, time left', () => {
  expect(shown(false, model, step(10, 2.5, 2.4))).toContain(
    'step 10/20  loss 2.500  validation 2.400  7.7 k tokens/s  1 min 05 s left\n',
  );
  expect(shown(true, model, step(10, 2.5))).toContain('\r\u001b[Kstep 10/20  loss 2.500  7.7 k tokens/s');
});

test('RunScreen shows the samples beside each other, and what to do next', () => {
  const out = shown(false, model, finished);
  expect(out).toMatch(/^before training · 0 % words +│ step 20 · 100 % words$/m);
  expect(out).toMatch(/^xqz +│ the whale$/m);
  expect(out).toContain('npm start -- sample runs/a --prompt "Call me "');
  expect(out).toContain('npm start -- resume runs/a --steps 40');
});

test('RunScreen says how to go on with a run that was stopped', () => {
  expect(shown(false, model, { kind: 'stopped', step: 7 })).toContain(
    'saved step 7 of 20; go on with\n  npm start -- resume runs/a\n',
  );
});

test('RunScreen shows notes', () => {
  expect(shown(false, { kind: 'note', text: 'read as Latin-1' })).toBe('note: read as Latin-1\n');
});
