import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runConfig } from '../src/run-config.ts';
import {
  cleanRunFolder,
  createRunFolder,
  openRunFolder,
  readSample,
  samplePath,
  writeConfig,
} from '../src/run-folder.ts';

let folder: string;
const before = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gptx-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

test('createRunFolder() is named after the text and counts on', () => {
  expect(createRunFolder(runConfig()).path).toBe(join('runs', 'moby-dick'));
  expect(createRunFolder(runConfig()).path).toBe(join('runs', 'moby-dick-2'));
  expect(createRunFolder(runConfig({ text: '/a/my text!.txt' })).path).toBe(join('runs', 'my-text-'));
  expect(existsSync('runs/moby-dick/checkpoints')).toBe(true);
});

test('createRunFolder() takes the folder it is told, even one that is there', () => {
  mkdirSync('here');
  expect(createRunFolder(runConfig(), 'here').config).toBe(join('here', 'config.json'));
});

test('createRunFolder() refuses a folder that holds a run, and says what to do', async () => {
  await writeConfig(createRunFolder(runConfig(), 'a'), runConfig());
  expect(() => createRunFolder(runConfig(), 'a')).toThrow(
    "Cannot start a run in a: it already holds one; go on with 'gptx resume a' or choose another --out",
  );
});

test('createRunFolder() says why it cannot make a folder', () => {
  writeFileSync('file', '');
  expect(() => createRunFolder(runConfig(), 'file')).toThrow('Cannot make run folder file: a file has that name');
  expect(() => createRunFolder(runConfig(), 'file/a')).toThrow('a part of its path is a file, not a folder');
});

test('openRunFolder() gives back the settings that writeConfig() wrote', async () => {
  const config = runConfig({ steps: 12, text: '/a/b.txt' });
  await writeConfig(createRunFolder(config, 'a'), config);
  expect(openRunFolder('a').config).toEqual(config);
});

test('openRunFolder() says that there is no run', () => {
  expect(() => openRunFolder('none')).toThrow('Cannot open run none: no such folder');
  mkdirSync('empty');
  expect(() => openRunFolder('empty')).toThrow('Cannot open run empty: it holds no config.json');
});

test('openRunFolder() refuses a damaged config.json', () => {
  const { config } = createRunFolder(runConfig(), 'a');
  writeFileSync(config, '{"steps": 3,');
  expect(() => openRunFolder('a')).toThrow('it is not JSON');
  writeFileSync(config, '{"steps": 0}');
  expect(() => openRunFolder('a')).toThrow('Cannot use steps of config file a/config.json: found 0');
  writeFileSync(config, '{"nHead": 5}');
  expect(() => openRunFolder('a')).toThrow('Cannot split nEmbd 128 into nHead 5 heads');
});

test('readSample() gives a sample or null', () => {
  const run = createRunFolder(runConfig(), 'a');
  writeFileSync(samplePath(run, 3), 'abc');
  expect(readSample(run, 3)).toBe('abc');
  expect(readSample(run, 4)).toBeNull();
});

test('cleanRunFolder() removes what was left half-written, and nothing else', () => {
  const run = createRunFolder(runConfig(), 'a');
  for (const name of [
    '.tmp-loss.svg-3',
    'lock.json.12.tmp',
    'notes.txt',
    'samples/.tmp-step-3.txt-1',
    'samples/step-0.txt',
  ]) {
    writeFileSync(join(run.path, name), '');
  }
  cleanRunFolder(run);
  expect(readdirSync(run.path)).toEqual(['checkpoints', 'notes.txt', 'samples']);
  expect(readdirSync(run.samples)).toEqual(['step-0.txt']);
});
