import type { Control } from './control.ts';
import { html } from './elements.ts';

/** A box to tick. */
export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): Control<boolean> {
  const box = html('input', { type: 'checkbox' });
  box.checked = checked;
  box.addEventListener('change', () => onChange(box.checked));
  return {
    element: html('label', { class: 'zgw-checkbox' }, box, label),
    get value() {
      return box.checked;
    },
    set value(value) {
      box.checked = value;
    },
  };
}
