import type { Markdown, PageEnv, Token } from './page-env.ts';

/**
 * Leaves of a page what is worth finding. No code; of the reference the names, each with the first paragraph that says what
 * it is: the tables and "Returns" below would drown the lessons.
 */
export function searchText(md: Markdown): void {
  md.core.ruler.push('zg-search', (state) => {
    const env: PageEnv = state.env;
    if (!env.search) return;
    const tokens: Token[] = state.tokens;
    const isReference = env.relativePath?.startsWith('api/') === true;
    state.tokens = isReference ? namesOf(tokens) : tokens.filter(({ type }) => type !== 'fence');
  });
}

function namesOf(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  let wanted = true;
  for (const [i, token] of tokens.entries()) {
    if (token.level > 0) continue;
    if (token.type === 'heading_open') {
      const isName = /^h[1-3]$/.test(token.tag);
      if (isName) kept.push(...tokens.slice(i, i + 3)); // open, text, close
      wanted = isName;
    } else if (token.type === 'paragraph_open' && wanted && !tokens[i + 1]!.content.startsWith('Defined in')) {
      kept.push(...tokens.slice(i, i + 3));
      wanted = false;
    }
  }
  return kept;
}
