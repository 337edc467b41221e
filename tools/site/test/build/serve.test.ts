import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asBase, builtBase, type SiteServer, serveSite } from '../../build/serve.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-serve-'));
  const files = {
    'site/index.html': 'home',
    'site/404.html': 'not here',
    'site/learn/linalg/index.html': 'chapter',
    'site/learn/linalg/01-vectors.html': 'lesson',
    'site/zg/runtime.js': 'export {}',
    'site/notebooks/01.ipynb': '{}',
    'secret.txt': 'secret',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const serve = (options = {}): Promise<SiteServer> => serveSite(join(folder, 'site'), options);

/** Status and body of a path as it is: fetch would tidy it up first. */
function raw(origin: string, path: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((done, failed) => {
    const asked = request(`${origin}/`, { path }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => done({ status: response.statusCode, body }));
    });
    asked.on('error', failed).end();
  });
}

describe('serveSite', () => {
  test.each([
    ['', 'home'],
    ['learn/linalg/', 'chapter'],
    ['learn/linalg/01-vectors', 'lesson'],
    ['learn/linalg/01-vectors.html', 'lesson'],
    ['learn/linalg/01-vectors?cell=x', 'lesson'],
  ])('finds /%s', async (path, text) => {
    await using server = await serve();
    const response = await fetch(server.url + path);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-type')).toBe('text/html;charset=utf-8');
  });

  test('names the types that browsers ask of modules and notebooks', async () => {
    await using server = await serve();
    const type = async (path: string) => (await fetch(server.url + path)).headers.get('content-type');
    expect(await type('zg/runtime.js')).toBe('text/javascript');
    expect(await type('notebooks/01.ipynb')).toBe('application/x-ipynb+json');
  });

  test('answers 404.html and the status 404 for what is not there', async () => {
    await using server = await serve();
    const response = await fetch(`${server.url}nowhere`);
    expect([response.status, await response.text()]).toEqual([404, 'not here']);
  });

  test.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/zg/../../secret.txt'])(
    'keeps %s to itself',
    async (path) => {
      await using server = await serve();
      expect(await raw(server.origin, path)).toEqual({ status: 404, body: 'not here' });
    },
  );

  test('begins at the base, and sends who leaves out the last slash there', async () => {
    await using server = await serve({ base: 'course' });
    expect(server.url).toBe(`${server.origin}/course/`);
    expect(await (await fetch(`${server.url}learn/linalg/01-vectors`)).text()).toBe('lesson');
    expect((await fetch(`${server.origin}/course`)).url).toBe(server.url);
    expect((await fetch(`${server.origin}/learn/linalg/01-vectors`)).status).toBe(404);
  });

  test('isolates pages from other origins unless it is told not to', async () => {
    const policies = ['cross-origin-opener-policy', 'cross-origin-embedder-policy', 'cross-origin-resource-policy'];
    await using isolated = await serve();
    await using plain = await serve({ isolated: false });
    const answers = await Promise.all([fetch(isolated.url), fetch(plain.url)]);
    const [first, second] = answers.map(({ headers }) => policies.map((name) => headers.get(name)));
    expect(first).toEqual(['same-origin', 'require-corp', 'same-origin']);
    expect(second).toEqual([null, null, null]);
  });

  test('says how to build what is not there', async () => {
    await expect(serveSite(join(folder, 'nothing'))).rejects.toThrow('npm run site:build');
  });
});

describe('builtBase', () => {
  test.each([
    ['<script src="/course/assets/app.js">', '/course/'],
    ['<link rel="stylesheet" href="/assets/style.css">', '/'],
    ['home', '/'],
  ])('of %s is what its links begin with', (text, base) => {
    const site = join(folder, 'based');
    mkdirSync(site, { recursive: true });
    writeFileSync(join(site, 'index.html'), text);
    expect(builtBase(site)).toBe(base);
  });
});

describe('asBase', () => {
  test.each([
    ['/', '/'],
    ['', '/'],
    ['course', '/course/'],
    ['/zero-to-gpt/next', '/zero-to-gpt/next/'],
  ])('%j is %j', (text, base) => expect(asBase(text)).toBe(base));

  test.each(['https://example.org/x/', '/a b/', '/../x/', '/x?y/'])('%j is no base', (text) => {
    expect(() => asBase(text)).toThrow(RangeError);
  });
});
