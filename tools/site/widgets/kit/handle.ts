import { set, svg } from './elements.ts';

/** A place in a picture, in its own units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Options of `handle`. */
export interface HandleOptions {
  /** The picture, whose pixels `toPoint` understands. */
  readonly svg: SVGSVGElement;
  /** Such as "Image of (1, 0)". */
  readonly label: string;
  readonly class?: string;
  /** Place in the picture's units of a place in pixels. */
  toPoint(x: number, y: number): Point;
  /** Place in words. */
  words(point: Point): string;
  /** What an arrow key moves by; with Shift ten times that. */
  step(): Point;
  /** The smallest and the largest x, for screen readers. */
  readonly bounds: readonly [low: number, high: number];
  onMove(point: Point): void;
}

/** A dot that can be dragged, and moved with the arrow keys. */
export interface Handle {
  readonly element: SVGGElement;
  /** Draws it at a point, of which `x` and `y` are the pixels. */
  place(point: Point, x: number, y: number): void;
}

const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export function handle(options: HandleOptions): Handle {
  const { toPoint, words, step, onMove } = options;
  let at: Point = { x: 0, y: 0 };
  const element = svg(
    'g',
    {
      class: `zgw-handle ${options.class ?? ''}`,
      tabindex: 0,
      role: 'slider',
      'aria-label': options.label,
      'aria-valuemin': options.bounds[0],
      'aria-valuemax': options.bounds[1],
    },
    svg('circle', { r: 22, class: 'zgw-reach' }), // what a finger can hit
    svg('circle', { r: 12, class: 'zgw-ring' }),
    svg('circle', { r: 7, class: 'zgw-dot' }),
  );
  element.addEventListener('pointerdown', (event) => {
    event.preventDefault(); // no selection of text
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
  });
  element.addEventListener('pointermove', (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    const box = options.svg.getBoundingClientRect();
    onMove(toPoint(event.clientX - box.left, event.clientY - box.top));
  });
  element.addEventListener('keydown', (event) => {
    const way = ways[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // the page stays where it is
    const times = event.shiftKey ? 10 : 1;
    const { x, y } = step();
    onMove({ x: at.x + way[0] * x * times, y: at.y + way[1] * y * times });
  });
  return {
    element,
    place(point, x, y) {
      at = point;
      set(element, {
        transform: `translate(${x} ${y})`,
        'aria-valuenow': Number(point.x.toFixed(3)),
        'aria-valuetext': words(point),
      });
    },
  };
}
