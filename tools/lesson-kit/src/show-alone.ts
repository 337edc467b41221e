import { mimeBundle } from './mime.ts';

/** The part of Deno's Jupyter kernel that shows something before a cell ends. */
interface Kernel {
  display(bundle: object, options: { raw: true; display_id?: string; update?: boolean }): Promise<void>;
}

const shown = new Set<number>();

/** Shows a value where no page or test does: in a notebook as the kernel can, else on the console. */
export function showAlone(value: unknown, slot?: number): void {
  const kernel = (globalThis as { Deno?: { jupyter?: Kernel } }).Deno?.jupyter;
  if (typeof kernel?.display !== 'function') {
    console.log(value);
    return;
  }
  const place = slot === undefined ? {} : { display_id: `live-${slot}`, update: shown.has(slot) };
  if (slot !== undefined) shown.add(slot);
  void kernel.display(mimeBundle(value) ?? {}, { raw: true, ...place });
}
