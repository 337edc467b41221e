import type { MarkdownIt } from 'markdown-it';

/**
 * Keeps `$…$` and `$$…$$` out of Markdown's hands (`_` and `\\` mean something else there) and renders them as
 * `<span class="math">` and `<div class="math">` that hold the TeX; who shows the page sets them.
 * As in pandoc, a dollar opens with no space behind it and closes with none before it and no digit behind: "$5 and $6"
 * is money.
 */
export function math(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'math', (state, silent) => {
    const { src, pos } = state;
    if (src[pos] !== '$') return false;
    const fence = src[pos + 1] === '$' ? '$$' : '$';
    const end = closing(src, pos + fence.length, fence);
    if (end < 0) return false;
    if (!silent) {
      const token = state.push('math_inline', 'math', 0);
      token.markup = fence;
      token.content = src.slice(pos + fence.length, end);
    }
    state.pos = end + fence.length;
    return true;
  });

  md.block.ruler.before(
    'fence',
    'math',
    (state, start, last, silent) => {
      const line = (n: number) => state.src.slice(state.bMarks[n]! + state.tShift[n]!, state.eMarks[n]);
      if (state.sCount[start]! - state.blkIndent >= 4 || !line(start).startsWith('$$')) return false;
      const lines = [line(start).slice(2)];
      let n = start;
      while (!lines.at(-1)!.trimEnd().endsWith('$$')) {
        n++;
        if (n >= last || line(n).trim() === '') return false;
        lines.push(line(n));
      }
      if (silent) return true;
      const token = state.push('math_block', 'math', 0);
      token.block = true;
      token.map = [start, n + 1];
      token.content = lines.join('\n').trimEnd().slice(0, -2).trim();
      state.line = n + 1;
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );

  const { escapeHtml } = md.utils;
  md.renderer.rules.math_inline = (tokens, i) =>
    `<span class="math${tokens[i]!.markup === '$$' ? ' display' : ''}">${escapeHtml(tokens[i]!.content)}</span>`;
  md.renderer.rules.math_block = (tokens, i) => `<div class="math">${escapeHtml(tokens[i]!.content)}</div>\n`;
}

/** Where the closing fence stands, or -1. */
function closing(src: string, from: number, fence: string): number {
  if (from >= src.length || /\s/.test(src[from]!)) return -1;
  for (let end = src.indexOf(fence, from + 1); end >= 0; end = src.indexOf(fence, end + 1)) {
    if (src[end - 1] === '\\') continue;
    if (/\s/.test(src[end - 1]!)) return -1;
    return fence === '$' && /\d/.test(src[end + 1] ?? '') ? -1 : end;
  }
  return -1;
}
