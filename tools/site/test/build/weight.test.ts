import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localFiles, weigh } from '../../build/weight.ts';

let folder: string;
const text = 'a line of code;'.repeat(100);
const font = randomBytes(2000);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-weight-'));
  const files = {
    'index.html': text,
    'learn/01.html': text,
    'learn/index.html': text,
    'zg/run.js': text,
    'a.woff2': font,
  };
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('localFiles', () => {
  const url = 'http://localhost:1234/course/';
  const of = (...paths: string[]): string[] =>
    localFiles(
      folder,
      url,
      paths.map((path) => url + path),
    );

  test('finds the file behind a clean address', () => {
    expect(of('', 'learn/', 'learn/01?cell=x#top', 'zg/run.js')).toEqual([
      'index.html',
      'learn/index.html',
      'learn/01.html',
      'zg/run.js',
    ]);
  });

  test('counts what is asked for twice once, and what is not there not at all', () => {
    expect(of('zg/run.js', 'zg/run.js', 'favicon.ico')).toEqual(['zg/run.js']);
  });

  test('leaves other hosts out', () => {
    expect(localFiles(folder, url, ['https://example.org/zg/run.js'])).toEqual([]);
  });
});

describe('weigh', () => {
  test('takes texts gzipped and fonts as they are', () => {
    const gzipped = gzipSync(text).length;
    expect(weigh(folder, ['index.html', 'learn/01.html', 'zg/run.js', 'a.woff2'])).toEqual({
      requests: 4,
      html: 2 * gzipped,
      js: gzipped,
      css: 0,
      font: 2000,
      other: 0,
    });
  });
});
