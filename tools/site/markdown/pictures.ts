import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cannotBuild, childAt, type Markdown, type PageEnv, type Token } from './page-env.ts';
import { pictureSize } from './picture-size.ts';
import { isExternal } from './site-link.ts';

/** Gives pictures in the text their size, so that nothing moves when they come; one that is not there ends the build. */
export function pictures(md: Markdown): void {
  md.core.ruler.push('zg-pictures', ({ tokens, env }: { tokens: Token[]; env: PageEnv }) => {
    for (const token of tokens)
      for (const child of token.children ?? []) if (child.type === 'image') measure(child, token, env);
  });
}

function measure(image: Token, inline: Token, env: PageEnv): void {
  const src = image.attrGet('src') ?? '';
  if (isExternal(src) || src.startsWith('/') || env.path === undefined) return;
  const size = sizeOf(src, env.path, () => childAt(inline, image, env));
  for (const [name, value] of Object.entries(size ?? {})) image.attrSet(name, String(value));
  image.attrSet('loading', 'lazy');
}

/** Size of a picture beside a page. `at` is where it is wanted. */
export function sizeOf(src: string, page: string, at: () => string): ReturnType<typeof pictureSize> {
  const file = join(dirname(page), decodeURI(src));
  if (!existsSync(file)) throw cannotBuild(at(), new RangeError(`found the picture ${src}, which is not there`));
  return file.endsWith('.svg') ? pictureSize(file) : undefined;
}
