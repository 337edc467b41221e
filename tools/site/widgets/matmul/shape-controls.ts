import { html } from '../kit/elements.ts';
import { select } from '../kit/select.ts';
import type { Matrix } from './model.ts';

/** Rows and columns of the two tables. */
export type Shapes = Readonly<Record<'a' | 'b', readonly [rows: number, columns: number]>>;

/** The shapes side by side, `A (2, 3) · B (3, 2) → C (2, 2)`, of which those of A and B can be changed. */
export function shapeControls(
  { a, b }: { a: Matrix; b: Matrix },
  onChange: (shapes: Shapes) => void,
): { readonly element: HTMLElement; show(result: readonly [number, number] | null): void } {
  const sizes: Record<'a' | 'b', [number, number]> = { a: [a.length, a[0]!.length], b: [b.length, b[0]!.length] };
  const size = (name: 'a' | 'b', axis: 0 | 1): HTMLElement =>
    select<'1' | '2' | '3' | '4'>({
      label: `${axis ? 'Columns' : 'Rows'} of ${name.toUpperCase()}`,
      hideLabel: true,
      values: { 1: '1', 2: '2', 3: '3', 4: '4' },
      value: String(sizes[name][axis]) as '1', // or another of the four
      onChange(value) {
        sizes[name][axis] = Number(value);
        onChange({ a: [...sizes.a], b: [...sizes.b] });
      },
    }).element;
  const inner = [size('a', 1), size('b', 0)] as const;
  const result = html('output', {});
  const element = html(
    'div',
    { class: 'zgw-shapes', role: 'group', 'aria-label': 'Shapes' },
    html('span', {}, letter('a'), ' (', size('a', 0), ', ', inner[0], ')'),
    html('span', {}, '· ', letter('b'), ' (', inner[1], ', ', size('b', 1), ')'),
    html('span', {}, '→ ', letter('c'), ' ', result),
  );
  return {
    element,
    show(shape) {
      result.textContent = shape ? `(${shape.join(', ')})` : 'does not exist';
      for (const part of inner) part.classList.toggle('zgw-differs', !shape);
    },
  };
}

function letter(name: string): HTMLElement {
  return html('b', { class: `zgw-letter-${name}` }, name.toUpperCase());
}
