import type { Frame } from '../kit/define.ts';
import { html, set, svg } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { twoArrows } from '../kit/two-arrows.ts';
import { length, type Vector2 } from '../kit/vector.ts';
import type { ShadowOptions } from './about.ts';
import { copies, cosine, degrees, shadow } from './model.ts';
import { dotText, sentence } from './words.ts';

/** Fills the frame: two arrows with the shadow between them, and the numbers. */
export function build(frame: Frame, options: ShadowOptions): void {
  let [u, v] = [options.u, options.v].map(([x, y]) => ({ x: x!, y: y! })) as [Vector2, Vector2]; // two numbers each
  const line = svg('path', { class: 'zgw-line-of-v' });
  const fall = svg('path', { class: 'zgw-remainder' });
  const cast = svg('path', { class: 'zgw-shadow' });
  const corner = svg('path', { class: 'zgw-corner' });
  const picture = twoArrows({
    label: 'Two arrows u and v, and the shadow of u on the line of v',
    labels: ['Arrow u', 'Arrow v'],
    letters: ['u', 'v'],
    step: 0.1,
    onMove(arrow, to) {
      if (arrow === 0) u = to;
      else v = to;
      show();
    },
    draw(path) {
      const foot = shadow(u, v);
      const long = length(v);
      set(line, { d: foot ? path([scaled(v, -12 / long), scaled(v, 12 / long)]) : '' });
      set(cast, { d: foot ? path([{ x: 0, y: 0 }, foot]) : '' });
      set(fall, { d: foot ? path([u, foot]) : '' });
      set(corner, { d: foot ? rightAngle(foot) : '' });
      function rightAngle(at: Vector2): string {
        const rest = { x: u.x - at.x, y: u.y - at.y };
        if (length(rest) < 0.35 || length(at) < 0.35) return ''; // no room for it
        const [along, up] = [scaled(at, -0.22 / length(at)), scaled(rest, 0.22 / length(rest))];
        const plus = (a: Vector2, b: Vector2): Vector2 => ({ x: a.x + b.x, y: a.y + b.y });
        return path([plus(at, along), plus(plus(at, along), up), plus(at, up)]);
      }
    },
  });
  picture.layer.append(line, fall, corner, cast);
  const facts = ['u · v', 'lengths', 'cosine', 'angle', 'shadow', 'remainder'] as const;
  const values = new Map(facts.map((name) => [name, html('dd', {})]));

  const show = (): void => {
    picture.show(u, v);
    const [cos, foot, times] = [cosine(u, v), shadow(u, v), copies(u, v)];
    const write = (name: (typeof facts)[number], text: string): void => {
      values.get(name)!.textContent = text;
    };
    write('u · v', dotText(u, v));
    write('lengths', `${figure(length(u))} and ${figure(length(v))}`);
    write('cosine', cos === null ? 'none' : figure(cos, 3));
    write('angle', cos === null ? 'none' : `${figure(degrees(cos), 0)}°`);
    write('shadow', foot ? `${figure(times!)} v = ${pair(foot)}` : 'none');
    write('remainder', foot ? pair({ x: u.x - foot.x, y: u.y - foot.y }) : pair(u));
    frame.say(sentence(u, v));
  };

  frame.stage.append(picture.element);
  frame.panel.append(
    html(
      'dl',
      { class: 'zgw-facts' },
      ...facts.flatMap((name) => [html('dt', { 'data-fact': name }, name), values.get(name)!]),
    ),
  );
  frame.onLeave(picture.stop);
  show();
}

function scaled({ x, y }: Vector2, times: number): Vector2 {
  return { x: x * times, y: y * times };
}

function pair({ x, y }: Vector2): string {
  return `(${figure(x)}, ${figure(y)})`;
}
