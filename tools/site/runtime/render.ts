import type { MimeBundle } from '@zero-to-gpt/lesson-kit';
import { sanitise } from './sanitise.ts';
import { asImage } from './svg-image.ts';

/** How a thing is shown. */
export interface RenderOptions {
  /** Text for a picture, in place of its own title. */
  readonly alt?: string | undefined;
  /** The page's own voice. */
  readonly note?: boolean;
  readonly level?: 'warn' | 'error' | undefined;
  /** What stood in its place before: a picture takes it over, so that a live chart does not flicker. */
  readonly before?: Element | undefined;
}

/** One thing that a cell shows, as an element: picture, else table, else text. All of it is taken for a stranger's. */
export function render(bundle: MimeBundle, { alt, note = false, level, before }: RenderOptions = {}): Element {
  const image = pictureOf(bundle);
  if (image) {
    const element = before instanceof HTMLImageElement ? before : new Image();
    element.className = 'zg-picture';
    element.alt = alt ?? image.title ?? 'Picture drawn by this cell';
    if (image.width) element.width = image.width;
    if (image.height) element.height = image.height;
    element.src = image.src;
    return element;
  }
  const html = bundle['text/html'];
  if (html !== undefined && !note) return box('div', 'zg-html', sanitise(html));
  const text = bundle['text/plain'] ?? '';
  return note ? box('p', 'zg-note', text) : box('pre', level ? `zg-text zg-${level}` : 'zg-text', text);
}

function pictureOf(bundle: MimeBundle): ReturnType<typeof asImage> {
  const svg = bundle['image/svg+xml'];
  if (svg !== undefined) return asImage(svg);
  const png = bundle['image/png']?.replace(/\s/g, '');
  if (!png || !/^[A-Za-z0-9+/]+={0,2}$/.test(png)) return undefined;
  return { src: `data:image/png;base64,${png}` };
}

function box(tag: string, className: string, content: string | Node): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.append(content);
  return element;
}
