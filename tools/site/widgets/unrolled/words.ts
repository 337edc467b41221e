import { digits } from '../kit/figures.ts';
import { factorOf, type Moment, type Reading } from './model.ts';

/** What is to be seen before anything is read. */
export const atStart = 'Nothing is read yet: all twelve numbers of the state are 0.';

/** What has been read, or how much of the slope is left, in a sentence or two. */
export function sentence(reading: Reading, { read, back }: Moment): string {
  const { text, states, lengths } = reading;
  if (back === null) {
    if (read === 0) return atStart;
    const state = states[read - 1]!;
    const full = state.filter((value) => Math.abs(value) > 0.9).length;
    const squeezed = full > 0 ? ` ${full} of ${state.length} units are near 1 or −1, where tanh is flat.` : '';
    const end = read === text.length ? ' That was all: the next step sends a slope back.' : '';
    return `Read ${quoted(text.slice(0, read))}, and the state is made of ${quoted(text[read - 1]!)} and of the state before.${squeezed}${end}`;
  }
  if (back === 0) return `A slope of length 1 sets out from the state after ${quoted(text.at(-1)!)}.`;
  const here = `${back} ${back === 1 ? 'step' : 'steps'} back, after ${quoted(text[text.length - 1 - back]!)}, its length is ${digits(lengths[back]!, 2)}: each step has multiplied it by ${digits(factorOf(reading, back), 2)}${back > 1 ? ', on average' : ''}.`;
  if (back < text.length - 1) return here;
  return `${here} ${verdict(lengths[back]!)}`;
}

function verdict(length: number): string {
  if (length < 0.01) return 'It has vanished: the first letter hardly hears what the end asks of it.';
  if (length > 10) return 'It has exploded: the end shouts at the first letter.';
  return 'It has arrived.';
}

/** A space has a sign of its own. */
export function shown(character: string): string {
  return character === ' ' ? '␣' : character;
}

function quoted(text: string): string {
  return `“${text === ' ' ? shown(text) : text}”`;
}
