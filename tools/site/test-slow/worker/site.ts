import { join } from 'node:path';
import { isolated, type Served, type Site, serve } from '@zero-to-gpt/browsers';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** What cells of these tests can import. */
const packages = [
  '@zero-to-gpt/linalg',
  '@zero-to-gpt/linalg/data/weather',
  '@zero-to-gpt/linreg',
  '@zero-to-gpt/check',
  '@zero-to-gpt/lesson-kit',
  '@zero-to-gpt/lesson-kit/cell',
  '@zero-to-gpt/lesson-kit/plot',
  '@observablehq/plot',
];

/** The page's side, as small as can be: `cells.run(code)` answers with all that the worker said. */
const page = `
const packages = Object.fromEntries(PACKAGES.map((name) => [name, location.origin + '/' + fileOf(name)]));
function fileOf(name) { return 'package-' + name.replace(/\\W+/g, '-') + '.js'; }
window.open = () => {
  const worker = new Worker('/worker.js', { type: 'module' });
  const stop = self.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)) : null;
  const all = [];
  const heard = new Map();
  const waiting = new Map();
  let died;
  let next = 0;
  worker.onmessage = ({ data }) => {
    all.push({ at: performance.now(), ...data });
    if (data.type === 'shown') (heard.get(data.id) ?? []).push(...data.items);
    if (/^(done|failed|checked)$/.test(data.type)) waiting.get(data.id)?.({ ...data, shown: heard.get(data.id) });
  };
  worker.onerror = (event) => { died = event.message || 'error'; for (const settle of waiting.values()) settle({ type: 'died', message: died }); };
  worker.postMessage({ type: 'start', packages, stop });
  const ask = (request, ms = 600000) => new Promise((settle) => {
    const id = ++next;
    heard.set(id, []);
    waiting.set(id, settle);
    setTimeout(() => settle({ type: 'late', shown: heard.get(id) }), ms);
    worker.postMessage({ id, ...request });
  });
  return { all, heard, stop, worker, ask,
    run: (code, cell = 'cell-' + next, more = {}, ms) => ask({ type: 'run', cell, code, ...more }, ms),
    check: (code, more = {}) => ask({ type: 'check', exercise: 'linalg/norm', check: location.origin + '/check-norm.js', code, ...more }),
  };
};
window.cells = open();
window.sleep = (ms) => new Promise((done) => setTimeout(done, ms));
window.until = async (found) => { while (!found()) await sleep(20); return found(); };
`;

/** Bundles the worker with a few packages, and serves it with a page that speaks with it. */
export async function workerSite({
  isolate = true,
}: {
  isolate?: boolean;
} = {}): Promise<Site & { sizes: Map<string, number> }> {
  const entry = (name: string) => ({ in: name, out: `package-${name.replace(/\W+/g, '-')}` });
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: join(root, 'worker/main.ts'), out: 'worker' },
      { in: join(root, '../../packages/linalg/exercises/norm/check.ts'), out: 'check-norm' },
      ...packages.map(entry),
    ],
    outdir: '/',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@zero-to-gpt/source', 'import', 'module', 'browser'],
    external: ['node:*', 'canvas'],
    alias: { canvas: join(root, 'test-slow/worker/nothing.ts') },
    minify: true,
    logLevel: 'error',
  });
  const headers = isolate ? isolated : {};
  const files: Record<string, Served> = {
    '/': { body: `<!doctype html><title>cells</title><script type="module" src="/page.js"></script>`, headers },
    '/page.js': { body: page.replace('PACKAGES', JSON.stringify(packages)), headers },
  };
  const sizes = new Map<string, number>();
  for (const { path, text } of outputFiles) {
    files[path] = { body: text, headers };
    sizes.set(path, text.length);
  }
  return Object.assign(await serve(files), { sizes });
}
