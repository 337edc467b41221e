import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfigFile } from '../src/config-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gptx-'));
  path = join(folder, 'c.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('readConfigFile() gives the settings that the file holds, and no others', () => {
  writeFileSync(path, '\uFEFF{ "steps": 20, "bias": false }');
  expect(readConfigFile(path)).toEqual({ steps: 20, bias: false });
});

test('readConfigFile() says which file it cannot read, and why', () => {
  expect(() => readConfigFile(path)).toThrow(`Cannot read config file ${path}: no such file or folder`);
  expect(() => readConfigFile(folder)).toThrow('it is a folder, not a file');
  writeFileSync(path, '{ "steps": ');
  expect(() => readConfigFile(path)).toThrow(`Cannot read config file ${path}: it is not JSON`);
  writeFileSync(path, '{ "step": 3 }');
  expect(() => readConfigFile(path)).toThrow("unknown key 'step', the nearest known one is 'steps'");
});
