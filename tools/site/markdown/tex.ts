import katex from 'katex';

/**
 * TeX as HTML for the eye and MathML for the ear. What KaTeX only warns of is an error too: a page is read by thousands,
 * and mended once.
 */
export function tex(source: string, { display }: { display: boolean }): string {
  const html = katex.renderToString(source, {
    displayMode: display,
    throwOnError: true,
    strict: (code: string, message: string) => {
      throw new SyntaxError(`${message} [${code}]`);
    },
  });
  return html.replace(layout, '');
}

/** How tables of MathML are drawn, which nobody sees. Vue does not know these names and would ship the page twice. */
const layout = /\s(?:rowspacing|columnspacing|columnalign|minsize|linebreak)="[^"]*"(?=[^<>]*>)/g;
