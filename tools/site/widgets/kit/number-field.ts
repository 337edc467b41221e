import type { Control } from './control.ts';
import { html } from './elements.ts';

/** Options of `numberField`. */
export interface NumberFieldOptions {
  /** Said by screen readers. */
  readonly label: string;
  readonly value: number;
  /** What an arrow key adds. Default 1. */
  readonly step?: number;
  readonly class?: string;
  onChange(value: number): void;
}

/** A number to type; what is no number is left alone until the field is left, then the last number returns. */
export function numberField({ label, value, step = 1, onChange, ...more }: NumberFieldOptions): Control<number> {
  const input = html('input', {
    type: 'number',
    step: 'any',
    class: `zgw-number ${more.class ?? ''}`,
    'aria-label': label,
  });
  let current = value;
  const put = (next: number): void => {
    current = next;
    input.value = String(round(next, 2));
  };
  const change = (next: number): void => {
    current = next;
    onChange(next);
  };
  input.addEventListener('input', () => {
    if (Number.isFinite(input.valueAsNumber) && Math.abs(input.valueAsNumber) < 1e6) change(input.valueAsNumber);
  });
  input.addEventListener('blur', () => put(current));
  input.addEventListener('keydown', (event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const next = round(current + way * step, 6);
    put(next);
    change(next);
  });
  put(value);
  return {
    element: input,
    get value() {
      return current;
    },
    set value(next) {
      if (document.activeElement === input && input.valueAsNumber === next) return; // do not rewrite while it is typed
      put(next);
    },
  };
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
