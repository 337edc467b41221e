import { type Binding, capture, linkCell, plainText, type Ran } from '@zero-to-gpt/lesson-kit';

let modules = 0;

/** Links and runs cells one after the other, each as a module of its own, and gives what they printed. */
export async function runCells(...sources: readonly string[]): Promise<string[]> {
  return (await ranCells(...sources)).map((ran) => {
    if ('error' in ran) throw ran.error;
    return plainText(ran);
  });
}

/** As `runCells`, with errors as results. */
export async function ranCells(...sources: readonly string[]): Promise<Ran[]> {
  const prior = new Map<string, Binding>();
  const out: Ran[] = [];
  for (const source of sources) {
    const { code, names } = linkCell(source, { url: '', prior });
    // the number keeps equal cells of two tests from being one module
    const url = `data:text/javascript,${encodeURIComponent(code)}//${modules++}`;
    out.push(await capture(() => import(/* @vite-ignore */ url)));
    for (const [name, binding] of names) prior.set(name, { ...binding, url });
  }
  return out;
}
