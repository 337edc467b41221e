import { digits } from '../kit/figures.ts';
import { arrivedAfter, heightOf, type Lane, ranking } from './model.ts';
import type { Surface } from './surfaces.ts';

/** Who is nearest, who has arrived and who has diverged, in a few sentences. */
export function sentence(surface: Surface, lanes: readonly Lane[]): string {
  const step = stepsOf(lanes);
  if (step === 0) return `At the start. ${surface.trouble}`;
  const lostOnes = lanes.filter(({ diverged }) => diverged);
  const going = ranking(surface, lanes).filter(({ diverged }) => !diverged);
  const gone =
    lostOnes.length === 0
      ? ''
      : ` ${listed(lostOnes.map(({ name }) => name))} diverged: ${lostOnes.length > 1 ? 'their rates are' : `${digits(lostOnes[0]!.lr, 2)} is`} too large here.`;
  const [first, ...others] = going;
  if (!first) return `After ${counted(step)} nobody is left.${gone}`;
  const arrived = going.filter((lane) => arrivedAfter(surface, lane) !== null);
  if (arrived.length > 0) {
    const told = arrived.map((lane) => `${lane.name} after ${arrivedAfter(surface, lane)}`);
    const rest = going.filter((lane) => !arrived.includes(lane)).map((lane) => still(surface, lane));
    return `After ${counted(step)} these have arrived, within a thousandth of the way down: ${told.join(', ')}.${rest.length > 0 ? ` Not yet: ${rest.join(', ')}.` : ''}${gone}`;
  }
  const last = others.at(-1);
  return `After ${counted(step)} ${first.name} is nearest, ${above(surface, first)} above the lowest loss${last ? `; ${last.name} is last with ${above(surface, last)}` : ''}.${gone}`;
}

/** How far a lane is, for the table. */
export function standing(surface: Surface, lane: Lane): string {
  if (lane.diverged) return 'diverged';
  const steps = arrivedAfter(surface, lane);
  return lane.places.length > 1 && steps !== null ? `in ${steps} steps` : digits(heightOf(surface, lane), 2);
}

/** Steps that have been taken; the one in which somebody got lost counts. */
export function stepsOf(lanes: readonly Lane[]): number {
  return Math.max(...lanes.map(({ places, diverged }) => places.length - 1 + Number(diverged)));
}

/** `Adam (0.3 above)`, and whether it has come to rest. */
function still(surface: Surface, lane: Lane): string {
  return `${lane.name} (${above(surface, lane)} above${rests(lane) ? ', at rest' : ''})`;
}

/** Whether the last steps have led nowhere. */
function rests({ places }: Lane): boolean {
  const [before, here] = [places.at(-6), places.at(-1)!];
  return before !== undefined && Math.hypot(here.x - before.x, here.y - before.y) < 1e-4;
}

function above(surface: Surface, lane: Lane): string {
  return digits(heightOf(surface, lane), 2);
}

function counted(steps: number): string {
  return `${steps} ${steps === 1 ? 'step' : 'steps'}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
