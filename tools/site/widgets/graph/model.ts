import { topologicalOrder, Value } from '../kit/value.ts';
import type { Formula, Part } from './formula.ts';

/** What goes from a number to one of its inputs on the way back. */
export interface Share {
  /** Places in the formula. */
  readonly from: number;
  readonly to: number;
  /** Which input of `from` it is. */
  readonly input: number;
  /** dfrom/dto, the local slope. */
  readonly slope: number;
  /** The gradient of `from`. */
  readonly above: number;
  /** slope · above. */
  readonly share: number;
}

/** A computation that the engine has run, there and back. */
export interface Computed {
  readonly formula: Formula;
  /** The engine's values, one for each number of the formula. */
  readonly values: readonly Value[];
  /** Places of the numbers that were computed, newest first: each sends when all who used it have sent. */
  readonly senders: readonly number[];
}

/** Runs a formula on the chapter's engine. */
export function compute(formula: Formula, leaves: Readonly<Record<string, number>>): Computed {
  const values: Value[] = [];
  for (const part of formula) values.push(madeOf(part, values, leaves));
  const result = values.at(-1)!;
  result.backward();
  const order = topologicalOrder(result).reverse();
  return {
    formula,
    values,
    senders: order.filter(({ operation }) => operation !== null).map((value) => values.indexOf(value)),
  };
}

function madeOf(part: Part, values: readonly Value[], leaves: Readonly<Record<string, number>>): Value {
  switch (part.kind) {
    case 'leaf':
      return new Value(leaves[part.name]!, { name: part.name });
    case 'constant':
      return new Value(part.value, undefined, { isConstant: true });
    case 'unary':
      return values[part.inputs[0]]![part.operation]().named(part.name);
    case 'binary':
      return values[part.inputs[0]]![part.operation](values[part.inputs[1]]!).named(part.name);
  }
}

/** How many steps lead back: the 1 of the result, then one for each number that was computed. */
export function stepsOf({ senders }: Computed): number {
  return senders.length + 1;
}

/** What the number at a place sends to its inputs; plain numbers get nothing. */
export function sharesOf({ values }: Computed, from: number): readonly Share[] {
  const { inputs, slopes, grad } = values[from]!;
  return inputs.flatMap((value, input) =>
    value.isConstant
      ? []
      : [
          {
            from,
            to: values.indexOf(value),
            input,
            slope: slopes[input]!,
            above: grad,
            share: slopes[input]! * grad,
          },
        ],
  );
}

/** The way back after some of its steps. */
export interface Moment {
  /** What has arrived at each number; null where nothing has, and at plain numbers. */
  readonly arrived: readonly (number | null)[];
  /** Whether all that will arrive at a number has. */
  readonly complete: readonly boolean[];
  /** All that has been sent, in order. */
  readonly sent: readonly Share[];
  /** What the last step sent. */
  readonly now: readonly Share[];
  /** Place of the number that sent last; null before the first. */
  readonly sender: number | null;
}

/** Where the way back stands after so many steps, from 0 to `stepsOf`. */
export function momentAt(computed: Computed, steps: number): Moment {
  const { values, senders } = computed;
  const done = senders.slice(0, Math.max(0, steps - 1));
  const sent = done.flatMap((sender) => sharesOf(computed, sender));
  const coming = senders.slice(done.length).flatMap((sender) => sharesOf(computed, sender));
  const complete = values.map(
    ({ isConstant }, place) => !isConstant && steps > 0 && coming.every(({ to }) => to !== place),
  );
  const arrived = values.map((value, place) => {
    if (complete[place]) return value.grad; // what the engine found
    const parts = sent.filter(({ to }) => to === place);
    return parts.length > 0 ? parts.reduce((sum, { share }) => sum + share, 0) : null;
  });
  const sender = done.at(-1) ?? null;
  return { arrived, complete, sent, now: sent.filter(({ from }) => from === sender), sender };
}
