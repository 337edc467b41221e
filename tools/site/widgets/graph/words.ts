import { digits } from '../kit/figures.ts';
import { makerOf, nameOf } from './formula.ts';
import { type Computed, type Moment, momentAt, type Share, sharesOf, stepsOf } from './model.ts';

/** Where the way back stands, in a few sentences. */
export function sentence(computed: Computed, steps: number): string {
  const { formula, values } = computed;
  const result = formula.at(-1)!;
  const name = (place: number): string => nameOf(formula[place]!);
  const value = short(values.at(-1)!.data);
  if (values.some(({ data, grad }) => !Number.isFinite(data) || !Number.isFinite(grad)))
    return `${nameOf(result)} = ${value}: some number or slope is not finite here. Move a slider.`;
  if (steps === 0)
    return `Forwards: ${nameOf(result)} = ${makerOf(formula, result)} = ${value}. Each number has kept what it was made of. No gradient has come back yet.`;
  if (steps === 1)
    return `${nameOf(result)} begins: nudge it, and ${nameOf(result)} moves by as much. Its gradient is 1.`;
  const moment = momentAt(computed, steps);
  const before = momentAt(computed, steps - 1);
  const sends = moment.now.map((share, i) => told(share, [...before.sent, ...moment.now.slice(0, i)], name));
  const sender = moment.sender!;
  const text = `${name(sender)} = ${makerOf(formula, formula[sender]!)} sends back ${sends.join('; ')}.`;
  if (steps < stepsOf(computed)) return `${text}${waiting(computed, moment, steps)}`;
  return `${text} Done: each number has its gradient, and each computed one has sent once.`;
}

/** `to a: −3 × 0.5 = −1.5`, and the sum where something has arrived before. */
function told({ to, slope, above, share }: Share, earlier: readonly Share[], name: (place: number) => string): string {
  const there = earlier.filter((one) => one.to === to);
  const text = `to ${name(to)}: ${short(slope)} × ${short(above)} = ${short(share)}`;
  if (there.length === 0) return text;
  const sum = there.reduce((total, one) => total + one.share, 0);
  return `${text}, added to the ${short(sum)} that is there: ${short(sum + share)}`;
}

/** Who has got something and has to wait for more. */
function waiting(computed: Computed, { arrived, complete }: Moment, steps: number): string {
  const { formula, senders } = computed;
  const place = formula.findIndex((_, i) => arrived[i] !== null && !complete[i]);
  if (place < 0) return '';
  const from = senders.slice(steps - 1).find((sender) => sharesOf(computed, sender).some(({ to }) => to === place));
  return ` ${nameOf(formula[place]!)} still waits for ${nameOf(formula[from!]!)}.`;
}

/** Three digits. */
export function short(value: number): string {
  return digits(Math.abs(value) < 1e-12 ? 0 : value, 3);
}
