import { attributes } from './html.ts';
import { blockAt, cannotBuild, childAt, type Markdown, type PageEnv, type Token } from './page-env.ts';
import { tex } from './tex.ts';

/** Sets what lesson-kit's `math` has found, with KaTeX; a formula that it refuses ends the build with file and line. */
export function formulas(md: Markdown): void {
  md.core.ruler.push('zg-formulas', ({ tokens, env }: { tokens: Token[]; env: PageEnv }) => {
    if (env.search) return;
    for (const token of tokens) {
      if (token.type === 'math_block') set(token, true, () => blockAt(token, env));
      for (const child of token.children ?? [])
        if (child.type === 'math_inline') set(child, child.markup === '$$', () => childAt(token, child, env));
    }
  });
  md.renderer.rules.math_inline = (tokens, i) => `<span class="zg-math" v-pre>${tokens[i]!.meta?.html ?? ''}</span>`;
  md.renderer.rules.math_block = (tokens, i) => {
    const html: string = tokens[i]!.meta?.html ?? ''; // not set for the search index
    return `<div class="zg-math"${attributes({ tabindex: isWide(html) ? 0 : undefined })} v-pre>${html}</div>
`;
  };
}

/** On a phone it has to be moved sideways, and the keyboard must get there. */
function isWide(html: string): boolean {
  const [, seen = ''] = html.split('class="katex-html"');
  return seen.replace(/<[^>]*>/g, '').length > 28;
}

function set(token: Token, display: boolean, at: () => string): void {
  try {
    token.meta = { html: tex(token.content, { display }) };
  } catch (error) {
    throw cannotBuild(at(), error);
  }
}
