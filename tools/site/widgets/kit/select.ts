import type { Control } from './control.ts';
import { html, newId } from './elements.ts';

/** One of a few values, in a list that opens. */
export function select<T extends string>(options: {
  readonly label: string;
  readonly values: Readonly<Record<T, string>>;
  readonly value: T;
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean;
  onChange(value: T): void;
}): Control<T> {
  const id = newId();
  const names = Object.entries(options.values) as [T, string][]; // its keys are T
  const list = html('select', { id }, ...names.map(([value, name]) => html('option', { value }, name)));
  list.value = options.value;
  list.addEventListener('change', () => options.onChange(list.value as T)); // one of the names above
  const label = html('label', { for: id, class: options.hideLabel ? 'zgw-spoken' : null }, options.label);
  return {
    element: html('span', { class: 'zgw-select' }, label, list),
    get value() {
      return list.value as T; // one of the names above
    },
    set value(value) {
      list.value = value;
    },
  };
}
