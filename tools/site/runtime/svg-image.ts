/**
 * An SVG as the source of an `<img>`: in an image document no script runs, no style reaches the page and nothing is
 * fetched, whoever wrote it. undefined where it is no SVG.
 */
export function asImage(text: string): { src: string; title?: string; width?: number; height?: number } | undefined {
  const svg = read(text);
  if (!svg) return undefined;
  const title = svg.getAttribute('aria-label') ?? svg.querySelector(':scope > title')?.textContent;
  const size = (name: string) => Number.parseFloat(svg.getAttribute(name) ?? '');
  const [width, height] = [size('width'), size('height')];
  const whole = new XMLSerializer().serializeToString(svg);
  return {
    src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole)}`,
    ...(title && { title }),
    ...(width > 0 && height > 0 && { width, height }),
  };
}

/** Strict XML first, else as HTML reads it, which adds what is missing. Neither runs or fetches anything. */
function read(text: string): Element | undefined {
  const xml = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (xml.localName === 'svg' && xml.namespaceURI === svgNames && !xml.querySelector('parsererror')) return xml;
  return new DOMParser().parseFromString(text, 'text/html').querySelector('svg') ?? undefined;
}

const svgNames = 'http://www.w3.org/2000/svg';
