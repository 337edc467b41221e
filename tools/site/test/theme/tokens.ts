import { readFileSync } from 'node:fs';

export type Mode = 'light' | 'dark';

/** The tokens of theme/tokens.css as a mode sees them: name without `--zg-` → value, `var()` followed. */
export function readTokens(mode: Mode): ReadonlyMap<string, string> {
  const css = readFileSync(new URL('../../theme/tokens.css', import.meta.url), 'utf8').replaceAll(
    /\/\*[\s\S]*?\*\//g,
    '',
  );
  const tokens = new Map<string, string>();
  for (const [, selector, body] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (selector!.trim() === '.dark' && mode === 'light') continue;
    for (const [, name, value] of body!.matchAll(/--zg-([\w-]+):\s*([^;]+);/g)) tokens.set(name!, value!.trim());
  }
  return new Map([...tokens].map(([name, value]) => [name, follow(value, tokens)]));
}

/** WCAG 2's contrast of two colours written `#rrggbb`: from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function follow(value: string, tokens: ReadonlyMap<string, string>): string {
  const name = /^var\(--zg-([\w-]+)\)$/.exec(value)?.[1];
  return name === undefined ? value : follow(tokens.get(name) ?? '', tokens);
}

function luminance(colour: string): number {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new RangeError(`Cannot read a colour: found '${colour}', wanted #rrggbb`);
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
