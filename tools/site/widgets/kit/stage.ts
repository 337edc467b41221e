import { html, set, svg } from './elements.ts';

/** Options of `stage`. */
export interface StageOptions {
  /** Says what the picture shows. */
  readonly label: string;
  /** Height divided by width, or a height in pixels where it is the same on every screen. */
  readonly size: { readonly aspect: number } | { readonly height: number };
  readonly class?: string;
  /** Draws everything anew for a size in pixels: texts keep their size on every screen. */
  draw(size: { width: number; height: number }): void;
}

/** A picture that fills its column; its space is fixed before it is drawn, so that nothing moves. */
export function stage({ label, size, draw, ...more }: StageOptions): {
  readonly element: HTMLElement;
  readonly svg: SVGSVGElement;
  stop(): void;
} {
  const picture = svg('svg', { role: 'group', 'aria-label': label });
  const element = html(
    'div',
    {
      class: `zgw-picture-box ${more.class ?? ''}`,
      style: 'aspect' in size ? `aspect-ratio: 1 / ${size.aspect}` : `height: ${size.height}px`,
    },
    picture,
  );
  let drawn = 0;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry!.contentRect.width);
    if (width === drawn || width === 0) return;
    drawn = width;
    const height = 'aspect' in size ? Math.round(width * size.aspect) : size.height;
    set(picture, { viewBox: `0 0 ${width} ${height}` });
    draw({ width, height });
  });
  observer.observe(element);
  return { element, svg: picture, stop: () => observer.disconnect() };
}
