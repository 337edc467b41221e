import { type AxisOptions, normalizeAxes, normalizeAxis, type Range, sizeOf } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { concat } from './join.ts';
import { pad } from './pad.ts';
import { keepAxes } from './reduce.ts';
import { place } from './window.ts';

/** Running sums along an axis: each element is in all that follow, so its gradient is the running sum from the end. */
export function cumsum<A extends Vocabulary<A>>(x: A, axis: number): Traced<A> {
  return {
    name: 'cumsum',
    values: [x.cumsum({ axis })],
    backward: (dys) => [only(dys).flip(axis).cumsum({ axis }).flip(axis)],
  };
}

/**
 * Running products along an axis, back through the steps that made them: in each, an element was multiplied by the one
 * `step` places before it. Nothing is divided, so zeros do no harm.
 */
export function cumprod<A extends Vocabulary<A>>(x: A, axis: number): Traced<A> {
  const { shape } = x;
  const at = normalizeAxis(axis, shape.length);
  const length = shape[at]!;
  const part = (start: number, stop: number) => [...Array<Range>(at).fill({}), { start, stop }];
  return {
    name: 'cumprod',
    values: [x.cumprod({ axis: at })],
    saved: [x],
    backward(dys) {
      const stages: { readonly y: A; readonly step: number }[] = [];
      for (let [y, step] = [x, 1]; step < length; step *= 2) {
        stages.push({ y, step });
        const moved = y.slice(...part(step, length)).mul(y.slice(...part(0, length - step)));
        y = run((a, b) => concat([a, b], at), y.slice(...part(0, step)), moved);
      }
      let dx = only(dys);
      for (const { y, step } of stages.reverse()) {
        const [early, late] = [part(0, length - step), part(step, length)];
        const dmoved = dx.slice(...late);
        const kept = run((a, b) => concat([a, b], at), dx.slice(...part(0, step)), dmoved.mul(y.slice(...early)));
        dx = kept.add(run((d) => place(d, shape, early), dmoved.mul(y.slice(...late))));
      }
      return [dx];
    },
  };
}

/** Product over axes: an element's slope is the product of all others, those before it times those behind it. */
export function prod<A extends Vocabulary<A>>(x: A, options: AxisOptions = {}): Traced<A> {
  const { shape, size } = x;
  return {
    name: 'prod',
    values: [x.prod(options)],
    saved: [x],
    backward(dys) {
      const dy = only(dys);
      if (size === 0) return [keepAxes(dy, shape, options).expand(...shape)];
      const axes = normalizeAxes(options.axis, shape.length);
      const order = [...shape.keys()].filter((i) => !axes.includes(i)).concat(axes);
      const kept = shape.filter((_, i) => !axes.includes(i));
      const turned = x.permute(...order);
      const lanes = turned.reshape(...kept, size / sizeOf(kept)); // (…, n)
      const others = before(lanes).mul(before(lanes.flip(-1)).flip(-1));
      const back = order.map((_, i) => order.indexOf(i));
      return [
        others
          .reshape(...turned.shape)
          .permute(...back)
          .mul(keepAxes(dy, shape, options)),
      ];
    },
  };
}

/** The product of all elements before each one of the last axis; 1 for the first. */
function before<A extends Vocabulary<A>>(lanes: A): A {
  const width = lanes.shape.map((_, i) => [i === lanes.ndim - 1 ? 1 : 0, 0] as const);
  const running = lanes.cumprod({ axis: -1 }).slice(...Array<Range>(lanes.ndim - 1).fill({}), { stop: -1 });
  return run((x) => pad(x, width, { value: 1 }), running);
}
