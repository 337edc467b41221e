import { digits } from '../kit/figures.ts';
import type { Landscape } from './landscape.ts';
import { axes, excess, factor, limit } from './model.ts';
import type { Walk } from './walk.ts';

/** Where the walk is and what is going on, in a few sentences. */
export function sentence({ moments, floor }: Landscape, walk: Walk, rate: number): string {
  const step = walk.places.length - 1;
  const here = walk.places.at(-1)!;
  if (step === 0)
    return `At the start: w ${digits(here.w, 3)}, b ${digits(here.b, 3)}, loss ${digits(here.loss)}. Nothing has been learnt yet.`;
  const { steep, flat } = axes(moments);
  const [across, along] = [factor(steep, rate), factor(flat, rate)];
  const times = `learning rate ${digits(rate, 2)} · curvature ${digits(steep.curvature, 3)} = ${digits(rate * steep.curvature, 3)}`;
  if (walk.rose && Math.abs(across) > 1)
    return `It diverges: ${times}, more than 2. Each step ends ${digits(-across, 3)} times as far from the floor, on the other side. Rates below ${digits(limit(moments), 3)} arrive.`;
  const near = floor + 1e-3 * Math.max(floor, 1e-3);
  if (here.loss <= near) {
    const first = walk.places.findIndex((place) => place.loss <= near);
    return `Arrived: within a thousandth of the lowest loss, ${digits(floor)}, after ${steps(first)}.`;
  }
  const reached = `After ${steps(step)} the loss is ${digits(here.loss)}; the lowest is ${digits(floor)}.`;
  if (Math.abs(across) > 1)
    return `${reached} Still falling, but ${times} is more than 2: the steps across the valley grow. Go on.`;
  const left = excess(moments, here);
  if (left.flat > left.steep && along > 0.97)
    return `${reached} Along the floor the curvature is only ${digits(flat.curvature, 2)}: a step makes ${share(1 - along)} of the way that is left.`;
  if (across < -0.05)
    return `${reached} Each step lands on the other side of the valley, at ${share(-across)} of the distance to the floor.`;
  return reached;
}

function steps(count: number): string {
  return `${count} step${count === 1 ? '' : 's'}`;
}

function share(part: number): string {
  return `${digits(100 * part, 2)} %`;
}
