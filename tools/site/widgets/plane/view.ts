import { button } from '../kit/button.ts';
import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { tween } from '../kit/motion.ts';
import { numberField } from '../kit/number-field.ts';
import { reach } from '../kit/two-arrows.ts';
import type { PlaneOptions } from './about.ts';
import { between, columns, fromColumns, inverse, type Matrix2, presets, rank } from './model.ts';
import { planePicture } from './picture.ts';
import { determinantText, sentence } from './words.ts';

/** Fills the frame: the plane, the four numbers, the determinant, the inverse, and matrices to choose. */
export function build(frame: Frame, options: PlaneOptions): void {
  let matrix = options.matrix;
  let stopMoving = (): void => {};
  const picture = planePicture((column, to) => {
    const [first, second] = columns(matrix);
    change(column === 0 ? fromColumns(to, second) : fromColumns(first, to));
  });
  const fields = [0, 1].map((row) =>
    [0, 1].map((column) =>
      numberField({
        label: `Row ${row}, column ${column}`,
        value: matrix[row]![column]!,
        step: 0.1,
        class: `zgw-of-column-${column + 1}`,
        onChange: (value) => change(replaced(matrix, row, column, Math.max(-reach, Math.min(reach, value)))),
      }),
    ),
  );
  const area = html('output', {});
  const undone = html('output', {});
  const offered = options.presets.map((name) => button(presets[name].title, () => moveTo(presets[name].matrix)));

  const change = (next: Matrix2): void => {
    stopMoving();
    show(next);
  };
  const moveTo = (target: Matrix2): void => {
    stopMoving();
    const from = matrix;
    stopMoving = tween(600, (share) => show(share === 1 ? target : between(from, target, share)));
  };
  const show = (next: Matrix2): void => {
    matrix = next;
    picture.show(matrix);
    for (const [row, line] of fields.entries())
      for (const [column, field] of line.entries()) field.value = matrix[row]![column]!;
    area.textContent = determinantText(matrix);
    const back = inverse(matrix);
    undone.replaceChildren(back ? asTable(back) : 'there is none');
    frame.element.classList.toggle('zgw-singular', rank(matrix) < 2);
    frame.say(sentence(matrix));
  };

  frame.stage.append(picture.element);
  frame.panel.append(
    html(
      'div',
      { class: 'zgw-matrix zgw-editable', role: 'group', 'aria-label': 'The matrix' },
      ...fields.flat().map(({ element }) => element),
    ),
    html(
      'dl',
      { class: 'zgw-facts' },
      html('dt', {}, 'Determinant'),
      html('dd', {}, area),
      html('dt', {}, 'Inverse'),
      html('dd', { class: 'zgw-inverse' }, undone),
    ),
    html('div', { class: 'zgw-presets', role: 'group', 'aria-label': 'Matrices to try' }, ...offered),
  );
  frame.onLeave(() => {
    stopMoving();
    picture.stop();
  });
  show(matrix);
}

function asTable(matrix: Matrix2): HTMLElement {
  const spoken = html(
    'span',
    { class: 'zgw-spoken' },
    matrix.map((row) => row.map((value) => figure(value)).join(', ')).join('; '),
  );
  const cells = matrix.flat().map((value) => html('span', {}, figure(value)));
  return html('span', {}, spoken, html('span', { class: 'zgw-matrix', 'aria-hidden': 'true' }, ...cells));
}

function replaced(matrix: Matrix2, row: number, column: number, value: number): Matrix2 {
  const at = (i: number, j: number): number => (i === row && j === column ? value : matrix[i]![j]!);
  return [
    [at(0, 0), at(0, 1)],
    [at(1, 0), at(1, 1)],
  ];
}
