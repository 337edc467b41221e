import { CharTokenizer } from '@zero-to-gpt/text';
import { expect, test } from 'vitest';
import { runConfig } from '../src/run-config.ts';
import { encodeRunMeta, parseRunMeta } from '../src/run-meta.ts';

const meta = {
  config: runConfig({ steps: 9 }),
  tokenizer: CharTokenizer.train('abc'),
  loader: { epoch: 1, index: 5 },
  dropout: [1, 2, 3],
  baseline: 2.5,
};
const json = () => JSON.parse(JSON.stringify(encodeRunMeta(meta)));

test('parseRunMeta() gives back what encodeRunMeta() made', () => {
  const parsed = parseRunMeta(json(), 'p');
  expect({ ...parsed, tokenizer: parsed.tokenizer.toJSON() }).toEqual({ ...meta, tokenizer: meta.tokenizer.toJSON() });
});

test('encodeRunMeta() names the versions that wrote it', () => {
  expect(json().versions).toEqual({
    gptx: expect.stringMatching(/^\d/),
    node: process.version,
    platform: process.platform,
  });
});

test.each([
  ['config', { stepz: 1 }, "unknown key 'stepz'"],
  ['tokenizer', null, 'Cannot read a tokenizer'],
  ['tokenizer', { type: 'char', characters: ['a', 'a'] }, 'stands at 0 and at 1'],
  ['loader', { epoch: 0 }, 'loader.index'],
  ['dropout', 'x', 'dropout'],
  ['baseline', null, 'baseline'],
])('parseRunMeta() refuses a %s of %j', (key, value, message) => {
  const wrong = { ...json(), [key]: value };
  expect(() => parseRunMeta(wrong, 'runs/a/step-3')).toThrow(/^Cannot use checkpoint runs\/a\/step-3: /);
  expect(() => parseRunMeta(wrong, 'p')).toThrow(message);
});
