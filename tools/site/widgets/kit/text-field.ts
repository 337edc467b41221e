import type { Control } from './control.ts';
import { html, newId } from './elements.ts';

/** A line of text to type, with its label above it. */
export function textField(options: {
  readonly label: string;
  readonly value: string;
  /** The most characters that it takes. */
  readonly longest: number;
  onChange(value: string): void;
}): Control<string> {
  const id = newId();
  const input = html('input', {
    type: 'text',
    id,
    class: 'zgw-text',
    maxlength: options.longest,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  input.value = options.value;
  input.addEventListener('input', () => options.onChange(input.value));
  return {
    element: html('div', { class: 'zgw-text-field' }, html('label', { for: id }, options.label), input),
    get value() {
      return input.value;
    },
    set value(value) {
      input.value = value;
    },
  };
}
