import type { Control } from './control.ts';
import { html, newId } from './elements.ts';

/** Options of `slider`. */
export interface SliderOptions {
  readonly label: string;
  /** The values it can take, in order. */
  readonly values: readonly number[];
  readonly value: number;
  /** The value in words; default: as it is. */
  format?(value: number): string;
  onChange(value: number): void;
}

/** A range with its label and its value beside it, over any list of values. */
export function slider(options: SliderOptions): Control<number> & { values: readonly number[]; usable: boolean } {
  const { label, format = String, onChange } = options;
  let { values } = options;
  const id = newId();
  const input = html('input', { type: 'range', id, min: 0, max: values.length - 1, step: 1 });
  const output = html('output', { for: id });
  const show = (): void => {
    const text = input.disabled ? 'not used' : format(values[Number(input.value)]!);
    output.textContent = text;
    input.setAttribute('aria-valuetext', text);
  };
  const put = (value: number): void => {
    input.value = String(nearest(values, value));
    show();
  };
  input.addEventListener('input', () => {
    show();
    onChange(values[Number(input.value)]!);
  });
  put(options.value);
  return {
    element: html('div', { class: 'zgw-slider' }, html('label', { for: id }, label), output, input),
    get value() {
      return values[Number(input.value)]!;
    },
    set value(value) {
      put(value);
    },
    get values() {
      return values;
    },
    set values(next) {
      const value = values[Number(input.value)]!;
      values = next;
      input.max = String(next.length - 1);
      put(value);
    },
    /** Whether its value counts now. */
    get usable() {
      return !input.disabled;
    },
    set usable(usable) {
      input.disabled = !usable;
      show();
    },
  };
}

function nearest(values: readonly number[], value: number): number {
  let best = 0;
  values.forEach((candidate, i) => {
    if (Math.abs(candidate - value) < Math.abs(values[best]! - value)) best = i;
  });
  return best;
}
