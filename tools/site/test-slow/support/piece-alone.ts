import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { alone } from '../../build/alone.ts';

const site = join(import.meta.dirname, '../..');

/** All pieces, with what they share in files of its own: by path. */
export async function bundlePieces(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: names.map((name) => join(site, 'widgets', `${name}.ts`)),
    bundle: true,
    splitting: true,
    outdir: site,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['@zero-to-gpt/source'],
    external: ['node:*'],
    minify: true,
    plugins: [alone],
  });
  return new Map(outputFiles.map(({ path, text }) => [relative(site, path), text]));
}

/** A module with all that it cannot do without; what it imports at a press is not in it. */
export function withImports(files: ReadonlyMap<string, string>, entry: string): string {
  const loaded = new Set([entry]);
  for (const file of loaded)
    for (const [, path] of files.get(file)!.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) loaded.add(path!);
  return [...loaded].map((file) => files.get(file)!).join('\n');
}

/** The styles of all pieces. */
export async function pieceStyles(): Promise<string> {
  const entry = join(site, 'widgets/widgets.css');
  return (await build({ entryPoints: [entry], bundle: true, write: false })).outputFiles[0]!.text;
}

/** `place(options)` puts the element in and loads the piece; the others are what a reader does and sees. */
export function pieceAlone(name: string, style: string): string {
  return `<!doctype html><html lang="en"><title>${name}</title><meta name="viewport" content="width=device-width">
<style>${style} body { margin: 0; padding: 16px; background: var(--zg-bg); color: var(--zg-text); font-family: var(--zg-sans) } main { max-width: 688px; margin: auto }</style>
<main><div id="place"></div><p id="below">Below.</p></main>
<script>
const top_ = () => document.getElementById('below').getBoundingClientRect().top;
const all = (selector) => [...document.querySelectorAll('.zg-widget ' + selector)];
let before;
async function place(options) {
  document.getElementById('place').innerHTML = '<zg-${name} class="zg-widget"><p class="zg-static">What this piece shows.</p></zg-${name}>';
  document.querySelector('.zg-widget').dataset.options = options;
  before = top_();
  const script = document.createElement('script');
  script.type = 'module';
  script.src = '/${name}.js';
  await new Promise((done) => { script.onload = done; document.head.append(script) });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
const until = (holds) => new Promise((done) => (function look() { holds() ? done() : setTimeout(look, 50) })());
const moved = () => Math.round(top_() - before);
const smallest = () => Math.min(...all('*').filter((e) => e.textContent.trim() && !e.closest('.zgw-spoken')).map((e) => parseFloat(getComputedStyle(e).fontSize)));
const press = (label) => { const found = all('button').find((b) => b.textContent === label); found?.click(); return !!found };
const lit = (table) => all(table + ' .zgw-cell-of-table').map((c) => (c.dataset.light ? '#' : '.')).join('');
const type = (index, value) => { const field = all('input[type=number]')[index]; field.value = value; field.dispatchEvent(new Event('input', { bubbles: true })) };
const choose = (label, value) => { const list = all('select').find((s) => s.labels[0].textContent === label); list.value = value; list.dispatchEvent(new Event('change')) };
</script></html>`;
}
