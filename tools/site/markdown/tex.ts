import katex from 'katex';

/** TeX as HTML and MathML. What KaTeX only warns of is an error too: a page is read by thousands, and mended once. */
export function tex(source: string, { display }: { display: boolean }): string {
  return katex.renderToString(source, {
    displayMode: display,
    throwOnError: true,
    strict: (code: string, message: string) => {
      throw new SyntaxError(`${message} [${code}]`);
    },
  });
}
