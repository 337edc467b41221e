import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { gptx } from '../../src/cli/program.ts';
import { settings } from '../../src/run-config.ts';
import { tinyFlags, workplace } from '../tiny.ts';

const { folder, text } = workplace();
const out = (name = 'run'): string => join(folder(), name);

afterEach(() => vi.restoreAllMocks());

/** Runs a command line in this process. */
async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const streams = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      streams[name] += String(chunk);
      return true;
    });
  }
  const code = await gptx(args);
  vi.restoreAllMocks();
  return { code, ...streams };
}
const train = (...args: string[]) => run('train', text(), '--out', out(), ...tinyFlags, ...args);

test('gptx train trains on a text file and prints baseline and validation loss', async () => {
  const { code, stdout, stderr } = await train();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^bigram baseline \d\.\d{4}$/m);
  expect(stdout).toMatch(/^validation loss \d\.\d{4}$/m);
  expect(stdout).toContain(`gptx sample ${out()}`);
});

test('gptx train takes settings from a file, and flags before them', async () => {
  writeFileSync(
    out('c.json'),
    JSON.stringify({ nLayer: 2, steps: 3, text: 'elsewhere.txt', textSha256: 'a'.repeat(64) }),
  );
  await train('--config', out('c.json'), '--n_layer=1', '--n-embd', '4');
  expect(JSON.parse(readFileSync(join(out(), 'config.json'), 'utf8'))).toMatchObject({
    nLayer: 1,
    nEmbd: 4,
    text: text(),
  });
});

test('gptx train takes the config.json of another run', async () => {
  await train();
  const { code } = await run('train', '--config', join(out(), 'config.json'), '--out', out('again'));
  expect(code).toBe(0);
  const lines = (name: string) =>
    readFileSync(join(out(name), 'metrics.jsonl'), 'utf8').replace(/"tokensPerSecond":[^,}]+/g, '');
  expect(lines('again')).toBe(lines('run'));
});

test('gptx sample writes the prompt and what follows, the same for the same seed', async () => {
  await train();
  const sample = (...args: string[]) => run('sample', out(), '--prompt', 'the ', '--max-tokens', '20', ...args);
  const { code, stdout } = await sample();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^the [\s\S]{20}\n$/);
  expect((await sample()).stdout).toBe(stdout);
  expect((await sample('--seed', '2')).stdout).not.toBe(stdout);
  expect((await sample('--temperature', '0', '--top-k', '3', '--top-p', '0.9', '--step', '10')).code).toBe(0);
});

test('gptx info tells what a run has come to, in words and as JSON', async () => {
  await train();
  const { stdout } = await run('info', out());
  expect(stdout).toMatch(/^steps +12 of 12, complete$/m);
  expect(stdout).toMatch(/^nEmbd +8$/m);
  expect(stdout).toMatch(/^checkpoints\/step-12\/meta\.json +\S+ k?B$/m);
  const info = JSON.parse((await run('info', out(), '--json')).stdout);
  expect(info).toMatchObject({
    step: 12,
    complete: true,
    checkpoints: [10, 12],
    validation: { step: 12, tokens: 299 },
  });
});

test('gptx resume goes on', async () => {
  await train();
  const { code, stdout } = await run('resume', out(), '--steps', '14');
  expect(code).toBe(0);
  expect(stdout).toContain('after step 12 of 14');
  expect(stdout).toMatch(/^validation loss /m);
});

test('gptx --help and --version succeed, and help lists every setting', async () => {
  expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+/);
  expect((await run('--help')).code).toBe(0);
  const { stdout } = await run('train', '--help');
  for (const { about } of settings) expect(stdout.replace(/\s+/g, ' ')).toContain(about);
});

test('gptx without a command shows the help and fails', async () => {
  const { code, stderr } = await run();
  expect(code).toBe(2);
  expect(stderr).toContain('Usage: gptx');
});

test.each([
  [['trian'], "unknown command 'trian', the nearest known one is 'train'"],
  [['train', '--nLayers', '4'], "unknown option '--nLayers', the nearest known one is '--n-layer'"],
  [['train', '--learning-rate=1'], "unknown option '--learning-rate', the nearest known one is '--min-lr'"],
  [['sample', 'run', '--temprature', '1'], "unknown option '--temprature', the nearest known one is '--temperature'"],
  [['resume', 'run', '--nEmbd', '8'], "unknown option '--nEmbd', the nearest known one is"],
  [['train', '--steps', 'many'], "Cannot read --steps: found 'many', wanted a whole number"],
  [['train', '--steps'], "option '--steps <number>' argument missing; see 'gptx train --help'"],
  [['train', 'a', 'b'], "too many arguments for 'train'"],
  [['train', 'a', '--text', 'b'], "Cannot train on two texts: found 'a' and --text 'b'"],
  [['sample'], "missing required argument 'run'"],
  [['sample', 'run', '--seed', 'x'], "Cannot read --seed: found 'x', wanted a number"],
])('gptx %j is a usage error', async (args, message) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(`gptx: ${message}`);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('gptx says in one line why it failed, without a stack', async () => {
  await train();
  writeFileSync(out('empty.txt'), '');
  writeFileSync(out('short.txt'), 'too short to learn');
  writeFileSync(out('bad.json'), '{"nLayers": 2}');
  const cases: [string[], string][] = [
    [['train', out('none.txt')], 'Cannot read text'],
    [['train', folder()], 'it is a folder, not a file'],
    [['train', out('empty.txt')], 'it is empty'],
    [['train', out('short.txt'), '--out', out('x')], 'its training part has 16 characters, wanted at least 65'],
    [['train', text(), '--nHead', '5'], 'Cannot split nEmbd 128 into nHead 5 heads'],
    [['train', text(), '--lr', '-1'], 'Cannot use lr of the configuration: found -1, wanted a number above 0'],
    [['train', '--config', out('bad.json')], "unknown key 'nLayers', the nearest known one is 'nLayer'"],
    [['train', text(), '--out', out()], 'it already holds one; go on with'],
    [['train', text(), '--out', text()], 'a file has that name'],
    [['sample', out(), '--prompt', 'naïve'], 'Cannot use the prompt: the model does not know "ï" "v"'],
    [['sample', out(), '--temperature', '-1'], 'temperature is -1'],
    [['sample', out(), '--max-tokens', '2.5'], 'maxTokens is 2.5'],
    [['sample', out(), '--step', '3'], 'Cannot load the checkpoint of step 3'],
    [['info', out('none')], 'Cannot open run'],
  ];
  for (const [args, message] of cases) {
    const { code, stderr } = await run(...args);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^gptx: Cannot .*\n$/);
    expect(code).toBe(1);
  }
  expect(existsSync(out('x'))).toBe(false);
});

test('gptx sample passes over a damaged checkpoint, and fails where all are', async () => {
  await train();
  const shard = (step: number): string => join(out(), 'checkpoints', `step-${step}`, 'shard-0-of-1.safetensors');
  truncateSync(shard(12), 50);
  const { code, stderr } = await run('sample', out());
  expect(code).toBe(0);
  expect(stderr).toMatch(/^note: .*step-12 is damaged \(.*\); using an older one\n$/);
  truncateSync(shard(10), 50);
  const last = await run('sample', out());
  expect(last.code).toBe(1);
  expect(last.stderr).toMatch(/^gptx: Cannot load a checkpoint from .*step-12.*step-10/);
});
