import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { select } from '../kit/select.ts';
import type { BroadcastOptions } from './about.ts';
import { broadcast, count, type Element, places, type Shape, stretched } from './model.ts';
import { name, sentence } from './words.ts';

/** Fills the frame: the shapes below each other, and the two tables with what is stretched in them. */
export function build(frame: Frame, options: BroadcastOptions): void {
  const shapes: Record<'a' | 'b', Shape> = { a: options.a, b: options.b };
  const pickers = (['a', 'b'] as const).map((which) =>
    shapePicker(which, shapes[which], (shape) => {
      shapes[which] = shape;
      show();
    }),
  );
  const rule = html('div', { class: 'zgw-rules' });
  const tables = html('div', { class: 'zgw-meeting' });

  const show = (): void => {
    const { a, b } = shapes;
    const met = broadcast(a, b);
    rule.replaceChildren(
      ruleTable(a, b),
      ...('error' in met ? [html('p', { class: 'zgw-refusal' }, `RangeError: ${met.error}`)] : []),
    );
    tables.replaceChildren(...('error' in met ? apart(a, b) : together(a, b, met.shape)));
    frame.say(sentence(a, b));
  };

  frame.stage.append(tables);
  frame.panel.append(html('div', { class: 'zgw-pickers' }, ...pickers), rule);
  show();
}

/** Two lists, rows and columns; no rows make it a list. */
function shapePicker(which: 'a' | 'b', initial: Shape, onChange: (shape: Shape) => void): HTMLElement {
  const sizes = { 1: '1', 2: '2', 3: '3', 4: '4' } as const;
  const size = (value: number): '1' | '2' | '3' | '4' => String(value) as '1'; // or another of the four
  let rows: 'none' | '1' | '2' | '3' | '4' = initial.length === 2 ? size(initial[0]!) : 'none';
  let columns = size(initial.at(-1)!);
  const tell = (): void => onChange(rows === 'none' ? [Number(columns)] : [Number(rows), Number(columns)]);
  const rowList = select({
    label: `Rows of ${which}`,
    hideLabel: true,
    values: { none: 'none', ...sizes },
    value: rows,
    onChange(value) {
      rows = value;
      tell();
    },
  });
  const columnList = select({
    label: `Columns of ${which}`,
    hideLabel: true,
    values: sizes,
    value: columns,
    onChange(value) {
      columns = value;
      tell();
    },
  });
  return html(
    'div',
    { class: 'zgw-shapes', role: 'group', 'aria-label': `Shape of ${which}` },
    html('b', { class: `zgw-letter-${which}` }, which),
    html('span', {}, '(', rowList.element, ', ', columnList.element, ')'),
  );
}

/** The shapes below each other, aligned at the right. */
function ruleTable(a: Shape, b: Shape): HTMLElement {
  const all = places(a, b);
  const row = (
    head: string,
    kind: string,
    cells: readonly (number | null)[],
    stretches: (i: number) => boolean,
  ): HTMLElement =>
    html(
      'tr',
      {},
      html('th', { scope: 'row', class: `zgw-letter-${kind}` }, head),
      ...cells.map((size, i) =>
        html(
          'td',
          { 'data-clash': all[i]!.result === null, 'data-stretches': stretches(i) },
          size === null ? '·' : String(size),
          ...(stretches(i) ? [html('small', {}, ` → ${all[i]!.result}`)] : []),
        ),
      ),
    );
  const grows = (own: number | null, i: number): boolean => all[i]!.result !== null && (own ?? 1) !== all[i]!.result;
  return html(
    'table',
    { class: 'zgw-rule', 'aria-label': 'The shapes, aligned at the right' },
    row(
      'a',
      'a',
      all.map((place) => place.a),
      (i) => grows(all[i]!.a, i),
    ),
    row(
      'b',
      'b',
      all.map((place) => place.b),
      (i) => grows(all[i]!.b, i),
    ),
    row(
      'a − b',
      'c',
      all.map((place) => place.result),
      () => false,
    ),
  );
}

/** 10, 20, 30 … in a and 1, 2, 3 … in b: each result tells where it came from. */
function numbers(which: 'a' | 'b', shape: Shape): number[] {
  return Array.from({ length: count(shape) }, (_, i) => (i + 1) * (which === 'a' ? 10 : 1));
}

function together(a: Shape, b: Shape, result: Shape): HTMLElement[] {
  const [rows, columns] = result.length === 2 ? [result[0]!, result[1]!] : [1, result[0]!];
  const left = stretched(numbers('a', a), a, rows, columns);
  const right = stretched(numbers('b', b), b, rows, columns);
  const difference = left.map((row, i) =>
    row.map(({ value }, j) => ({ value: value - right[i]![j]!.value, repeated: false })),
  );
  return [
    numberTable(`a ${name(a)}`, 'a', left),
    html('span', { class: 'zgw-between' }, '−'),
    numberTable(`b ${name(b)}`, 'b', right),
    html('span', { class: 'zgw-between' }, '='),
    numberTable(name(result), 'c', difference),
  ];
}

function apart(a: Shape, b: Shape): HTMLElement[] {
  const alone = (which: 'a' | 'b', shape: Shape): HTMLElement => {
    const [rows, columns] = shape.length === 2 ? [shape[0]!, shape[1]!] : [1, shape[0]!];
    return numberTable(`${which} ${name(shape)}`, which, stretched(numbers(which, shape), shape, rows, columns));
  };
  return [alone('a', a), html('span', { class: 'zgw-between' }, '−'), alone('b', b)];
}

function numberTable(caption: string, kind: 'a' | 'b' | 'c', rows: readonly (readonly Element[])[]): HTMLElement {
  return html(
    'table',
    { class: `zgw-numbers-of zgw-letter-${kind}` },
    html('caption', {}, caption),
    ...rows.map((row) =>
      html('tr', {}, ...row.map(({ value, repeated }) => html('td', { 'data-repeated': repeated }, figure(value)))),
    ),
  );
}
