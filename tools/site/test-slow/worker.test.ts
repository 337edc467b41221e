// runs alone: it stops cells after so many milliseconds
import {
  type Browser,
  type BrowserName,
  nestedWorkers,
  openBrowser,
  type Page,
  type Site,
} from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CellError, Host, Shown } from '../shared/protocol.ts';
import { workerSite } from './worker/site.ts';

/** What the page of these tests answers. */
interface Answer {
  readonly type: 'done' | 'failed' | 'checked' | 'late' | 'died';
  readonly ms: number;
  readonly shown: readonly Shown[];
  readonly error?: CellError;
  readonly result?: {
    readonly steps: readonly { ok: boolean }[];
    readonly failure?: { kind: string; message: string; at?: string };
  };
}

const norm = (body: string) => `import type { NDArray } from '@zero-to-gpt/linalg';
export function norm(x: NDArray): number {
  ${body}
}`;

describe.each<BrowserName>(['chromium', 'firefox'])('the worker in %s', (name) => {
  if (lacks(name)) return;
  let site: Site;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    site = await workerSite();
    browser = await openBrowser(name);
    page = await browser.visit(site.origin);
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
  });

  const ask = async (code: string) => (await page.evaluate(`(async () => { ${code} })()`)) as Answer; // the page's own answers
  const run = (code: string, cell = 'cell') =>
    ask(`return cells.run(${JSON.stringify(code)}, ${JSON.stringify(cell)})`);
  const check = (code: string) => ask(`return cells.check(${JSON.stringify(code)})`);
  const texts = ({ shown }: Answer) => shown.map(({ bundle }) => bundle['text/plain']);
  /** Runs a cell while something else happens, in a page whose worker is made anew afterwards. */
  const runAlone = (code: string, meanwhile = '') =>
    ask(`
      const mine = open();
      const answer = mine.run(${JSON.stringify(code)}, 'alone', {}, 600_000);
      ${meanwhile}
      const { type, shown, error } = await answer;
      mine.worker.terminate();
      return { type, shown, error };`);

  test('knows its machine', async () => {
    const host = (await page.evaluate("until(() => cells.all.find(({ type }) => type === 'ready')?.host)")) as Host;
    expect(host).toMatchObject({ simd: true, isolated: true });
    expect(host.threads).toBeGreaterThanOrEqual(1);
  });

  test('runs cells that share names, packages and their instances', async () => {
    await run("import { array } from '@zero-to-gpt/linalg';\nconst x = array([[1, 2], [3, 4]]);", 'make');
    const answer = await run("import { NDArray } from '@zero-to-gpt/linalg';\nx.matmul(x)\n", 'product');
    expect(answer.shown[0]?.bundle).toMatchObject({ 'text/plain': '[[ 7. 10.]\n [15. 22.]]' });
    expect(answer.shown[0]?.bundle['text/html']).toContain('<caption>float32 [2, 2]</caption>');
    expect(texts(await run("import { NDArray } from '@zero-to-gpt/linalg';\nx instanceof NDArray", 'same'))).toEqual([
      'true',
    ]);
  });

  test('computes on threads', nestedWorkers(name), async () => {
    const code = `import { cpu, Random, tidy } from '@zero-to-gpt/linalg';
const random = new Random(1);
const [a, b] = [random.normal([512, 512]), random.normal([512, 512])];
for (let i = 0; i < 40; i++) { tidy(() => { a.matmul(b); }); await new Promise((done) => setTimeout(done, 5)); }
cpu.threads === Math.min(8, navigator.hardwareConcurrency)`;
    expect(texts(await runAlone(code))).toEqual(['true']);
  });

  test('draws', async () => {
    const code = `import * as Plot from '@observablehq/plot';
import { plot } from '@zero-to-gpt/lesson-kit/plot';
plot({ title: 'One', marks: [Plot.dot([[1, 2]])] })`;
    expect((await run(code)).shown[0]?.bundle['image/svg+xml']).toMatch(/^<svg[^>]*><title>One/);
  });

  test('checks an exercise', async () => {
    const solved = await check(norm('return Math.sqrt(x.mul(x).sum().item());'));
    expect(solved.result?.failure).toBeUndefined();
    expect((await check(norm('return x.mul(x).sum().item();'))).result?.failure?.message).toContain(
      'Is a square root missing?',
    );
    expect((await check(norm("throw new RangeError('mine');"))).result?.failure).toMatchObject({
      kind: 'throw',
      at: 'norm.ts:3:9',
    });
    expect((await check(norm('return ;;) 1;'))).result?.failure).toMatchObject({ kind: 'syntax', at: 'norm.ts:3:12' });
  });

  test('tells of a step before it begins, so that a loop without end has a name', async () => {
    const code = `const mine = open();
      void mine.check(${JSON.stringify(norm('while (true);'))});
      await until(() => mine.all.some(({ type }) => type === 'step'));
      mine.worker.terminate();
      return mine.all.filter(({ type }) => type === 'step').map(({ name }) => name);`;
    expect(await page.evaluate(`(async () => { ${code} })()`)).toEqual(['3 streets east, 4 streets north: 5']);
  });

  test('shows what was printed before a loop that never ends', async () => {
    const code = `const mine = open();
      void mine.run("console.log('one');\\nconsole.log('two');\\nwhile (true);");
      await until(() => mine.heard.get(1)?.length >= 2);
      mine.worker.terminate();
      return mine.all.flatMap(({ type, items }) => items?.map(({ bundle }) => bundle['text/plain']) ?? type);`;
    const told = (await page.evaluate(`(async () => { ${code} })()`)) as string[];
    expect(told.filter((one) => one !== 'ready')).toEqual(['one', 'two']);
  });

  test('takes a million lines, and keeps the first and the last', async () => {
    const { type, shown } = await runAlone("for (let i = 0; i < 1e6; i++) console.log('line', i);");
    expect(type).toBe('done');
    expect(shown.length).toBeLessThan(1000);
    expect(shown[0]?.bundle['text/plain']).toBe('line 0');
    expect(shown.at(-1)?.bundle['text/plain']).toMatch(/line 999999$/);
    expect(shown.findLast(({ note }) => note)?.bundle['text/plain']).toBe('… 999,000 lines are left out here …');
  });

  test('stops by the shared flag, with what was computed kept', async () => {
    const code =
      "import { stopped } from '@zero-to-gpt/lesson-kit/cell';\nconsole.log('goes');\nlet n = 0;\nwhile (!stopped()) n++;\nn > 0";
    const press = `
      await until(() => mine.all.some(({ type }) => type === 'shown'));
      await sleep(50);
      Atomics.store(mine.stop, 0, 1);`;
    expect(await runAlone(code, press)).toMatchObject({
      type: 'done',
      shown: [{}, { bundle: { 'text/plain': 'true' } }],
    });
    expect((await runAlone('while (true) console.log(1);', press)).error?.name).toBe('Interrupted');
    expect((await runAlone('console.log(1);\nawait new Promise(() => {});', press)).error?.name).toBe('Interrupted');
  });

  test('runs out of array memory with an error, and lives', async () => {
    const code = `import { createCPU, ones } from '@zero-to-gpt/linalg';
const device = createCPU({ memoryLimit: 2 ** 26 });
const all = [];
while (true) all.push(ones([1024, 1024], { device }));`;
    const { type, error } = await runAlone(code);
    expect([type, error?.name]).toEqual(['failed', 'RangeError']);
    expect(error?.cure).toContain('Free what you no longer need');
    expect(texts(await run('1 + 1'))).toEqual(['2']);
  });

  test.each([
    ['throw 5;', 'Thrown', '5'],
    ['throw undefined;', 'Thrown', 'undefined'],
    ['await Promise.reject();', 'Thrown', 'undefined'],
    [
      'throw new Proxy({}, { getPrototypeOf() { throw 1; }, get() { throw 1; } });',
      'Thrown',
      'something that cannot be shown',
    ],
    ["import x from 'lodash';", 'ImportError', "Cannot import 'lodash': there is no such package on this page"],
    [
      "import { arry } from '@zero-to-gpt/linalg';",
      'ImportError',
      "Cannot import arry from '@zero-to-gpt/linalg': it has no such name",
    ],
    [
      "const name = 'lodash';\nawait import(name);",
      'ImportError',
      "Cannot import 'lodash': a cell can import only what is written out in it",
    ],
    ['const x = ;', 'SyntaxError', 'Unexpected token'],
  ])('says what is wrong with %j', async (code, errorName, message) => {
    expect((await run(code)).error).toMatchObject({ name: errorName, message });
  });

  test('points to the line, also where a package threw', async () => {
    await run("import { array } from '@zero-to-gpt/linalg';\nconst v = array([1, 2, 3]);", 'v');
    expect((await run('const a: number = 1;\n\nv.add(array([1, 2]));')).error).toMatchObject({
      name: 'RangeError',
      line: 3,
    });
    expect((await run('1;\nv.matMul(v)')).error).toMatchObject({
      message: 'v.matMul is not a function',
      line: 2,
      column: 3,
      cure: 'Did you mean v.matmul?',
    });
  });

  test('notes what goes wrong after a cell has ended', async () => {
    const code = "setTimeout(() => { console.log('late'); null.x; }, 20);\nPromise.reject(new TypeError('nobody'));\n1";
    const shown = (await page.evaluate(
      `cells.run(${JSON.stringify(code)}, 'late').then(({ id }) => until(() => cells.heard.get(id).length >= 4 && cells.heard.get(id)))`,
    )) as Shown[];
    const text = shown.map(({ bundle }) => bundle['text/plain']).join('\n');
    expect(text).toContain('late');
    expect(text).toContain('TypeError: nobody (line 2)');
    expect(text).toMatch(/TypeError: .*\(line 1\)/);
    expect(text).not.toContain('blob:');
  });
});

describe('the worker in chromium, not isolated', () => {
  if (lacks('chromium')) return;
  test('computes on one thread, and stops by message', async () => {
    await using site = await workerSite({ isolate: false });
    await using browser = await openBrowser('chromium');
    const page = await browser.visit(site.origin);
    const one = (await page.evaluate(
      "cells.run(`import { cpu, ones } from '@zero-to-gpt/linalg';\\nones([3]).sum().item() * cpu.threads`)",
    )) as Answer;
    expect(one.shown[0]?.bundle['text/plain']).toBe('3');
    const stopped = (await page.evaluate(
      `(async () => {
        const answer = cells.run('await new Promise(() => {});', 'waits');
        await sleep(200);
        cells.worker.postMessage({ type: 'stop', id: 2 });
        return answer;
      })()`,
    )) as Answer;
    expect(stopped.error?.name).toBe('Interrupted');
  });
});
