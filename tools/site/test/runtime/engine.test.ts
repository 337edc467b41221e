import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Reply, Request } from '../../shared/protocol.ts';

type Module = typeof import('../../runtime/engine.ts');

const manifest = {
  worker: 'worker.js',
  editor: 'editor.js',
  packages: { '@zero-to-gpt/linalg': 'packages/linalg.js' },
  exercises: { 'linalg/norm': 'exercises/norm.js' },
  widgets: {},
  versions: {},
  chapters: ['linalg', 'linreg'],
};

let engine: InstanceType<Module['Engine']>;
let worker: FakeWorker;

beforeEach(async () => {
  vi.resetModules();
  worker = undefined as never; // each test's own is made by its engine
  vi.stubGlobal('location', new URL('http://localhost/course/learn/'));
  vi.stubGlobal('fetch', async () => Response.json(manifest));
  vi.stubGlobal('Worker', FakeWorker);
  (await import('../../runtime/manifest.ts')).setBase('/course/');
  engine = new (await import('../../runtime/engine.ts')).Engine();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('run() starts the worker with whole URLs and sends it the cell', async () => {
  const run = engine.run('a', '1 + 1', { page: [{ cell: 'a', code: '1 + 1' }] });
  await sent(2);
  expect(worker.url).toBe('http://localhost/course/zg/worker.js');
  expect(worker.requests).toEqual([
    { type: 'start', packages: { '@zero-to-gpt/linalg': 'http://localhost/course/zg/packages/linalg.js' }, stop: null },
    { type: 'run', id: 1, cell: 'a', code: '1 + 1', page: [{ cell: 'a', code: '1 + 1' }] },
  ]);
  worker.say({ type: 'done', id: 1, ms: 5 });
  expect(await run).toEqual({ ok: true, ms: 5, value: undefined });
});

test('run() passes on what is shown, also after the end', async () => {
  const shown: unknown[] = [];
  const run = engine.run('a', '', { onShown: (items) => shown.push(...items) });
  await sent(2);
  worker.say({ type: 'shown', id: 1, items: [{ bundle: { 'text/plain': '1' } }] });
  worker.say({ type: 'done', id: 1, ms: 1 });
  await run;
  worker.say({ type: 'shown', id: 1, items: [{ bundle: { 'text/plain': '2' } }] });
  expect(shown).toEqual([{ bundle: { 'text/plain': '1' } }, { bundle: { 'text/plain': '2' } }]);
});

test('run() answers with the error of the cell', async () => {
  const run = engine.run('a', 'x');
  await sent(2);
  worker.say({ type: 'failed', id: 1, ms: 2, error: { name: 'ReferenceError', message: 'x is not defined' } });
  expect(await run).toEqual({ ok: false, ms: 2, error: { name: 'ReferenceError', message: 'x is not defined' } });
});

test('run() answers a second request with the same worker', async () => {
  const first = engine.run('a', '1');
  await sent(2);
  worker.say({ type: 'done', id: 1, ms: 1 });
  await first;
  const second = engine.run('b', '2');
  await sent(3);
  worker.say({ type: 'done', id: 1, ms: 1 }); // of a request that is over
  worker.say({ type: 'done', id: 2, ms: 7 });
  expect((await second).ms).toBe(7);
});

test('run() says that a worker could not be loaded', async () => {
  const run = engine.run('a', '1');
  await sent(2);
  worker.onerror?.({});
  expect(await run).toMatchObject({
    ok: false,
    error: { name: 'LoadError', message: 'Cannot start the worker that runs code: it could not be loaded' },
  });
  await expect(engine.host).rejects.toThrow('could not be loaded');
  expect((await engine.run('a', '1')).ok).toBe(false);
});

test('run() says that the browser has no workers', async () => {
  vi.stubGlobal('Worker', undefined);
  const ended = await engine.run('a', '1');
  expect(ended).toMatchObject({
    error: { message: 'Cannot start the worker that runs code: this browser has no workers' },
  });
});

test('run() says that the manifest could not be loaded', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  expect(await engine.run('a', '1')).toMatchObject({
    error: { message: expect.stringContaining('Cannot load /course/zg/manifest.json: found status 404, wanted 200') },
  });
});

test('run() says that a worker which had answered before has ended', async () => {
  const run = engine.run('a', '1');
  await sent(2);
  worker.say({ type: 'shown', id: 1, items: [] });
  worker.onerror?.({ message: 'out of memory' });
  expect(await run).toMatchObject({
    error: { name: 'WorkerCrash', message: 'The worker that runs code has ended: out of memory' },
  });
  expect(engine.over?.name).toBe('WorkerCrash');
});

test('host is what the worker found', async () => {
  void engine.run('a', '1');
  await sent(2);
  const host = { simd: true, isolated: false, threads: 1, webgpu: { missing: 'none' } };
  worker.say({ type: 'ready', host });
  expect(await engine.host).toEqual(host);
});

test('stop() keeps the variables where the worker answers', async () => {
  const run = engine.run('a', '1');
  await sent(2);
  const stopped = engine.stop();
  expect(worker.requests.at(-1)).toEqual({ type: 'stop', id: 1 });
  worker.say({ type: 'failed', id: 1, ms: 9, error: { name: 'Interrupted', message: 'Stopped' } });
  expect(await stopped).toBe('kept');
  expect((await run).ok).toBe(false);
  expect(worker.ended).toBe(false);
});

test('stop() ends a worker that does not answer for 800 ms', async () => {
  const run = engine.run('a', '1');
  await sent(2);
  vi.useFakeTimers();
  const stopped = engine.stop();
  await vi.advanceTimersByTimeAsync(799);
  expect(worker.ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await stopped).toBe('ended');
  expect(worker.ended).toBe(true);
  expect(await run).toMatchObject({ ok: false, error: { name: 'Interrupted' } });
});

test('stop() of nothing keeps all', async () => {
  expect(await engine.stop()).toBe('kept');
});

test('check() lets an exercise import its chapter and those before it', async () => {
  const checked = engine.check('linalg/norm', 'code');
  await sent(2);
  const check = 'http://localhost/course/zg/exercises/norm.js';
  expect(worker.requests[1]).toEqual({
    type: 'check',
    id: 1,
    exercise: 'linalg/norm',
    check,
    code: 'code',
    allowed: ['linalg'],
  });
  worker.say({ type: 'checked', id: 1, ms: 3, result: { ok: true, steps: [] } as never }); // its content is not looked at
  expect(await checked).toMatchObject({ ok: true, value: { ok: true } });
});

test('check() says that there is no such exercise', async () => {
  expect(await engine.check('linalg/nothing', '')).toMatchObject({
    ok: false,
    error: { message: 'Cannot check linalg/nothing: the site has no check of that name' },
  });
});

class FakeWorker {
  readonly url: string;
  readonly requests: Request[] = [];
  ended = false;
  onmessage: ((event: { data: Reply }) => void) | undefined;
  onerror: ((event: { message?: string }) => void) | undefined;

  constructor(url: string) {
    this.url = url;
    worker = this;
  }

  postMessage(request: Request): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  say(reply: Reply): void {
    this.onmessage?.({ data: reply });
  }
}

async function sent(count: number): Promise<void> {
  await vi.waitFor(() => expect(worker?.requests.length).toBe(count));
}
