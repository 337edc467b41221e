import type { TransformContext } from 'vitepress';

/** VitePress leaves its page for wrong addresses empty until a script fills it: says it to readers without scripts too. */
export function notFound(html: string, { page, siteData }: Pick<TransformContext, 'page' | 'siteData'>): string {
  if (page !== '404.md') return html;
  const text = `<noscript><main class="vp-doc" style="max-width:40rem;margin:4rem auto;padding:0 1.5rem"><h1>Page not found</h1><p><a href="${siteData.base}">To the beginning of the course</a></p></main></noscript>`;
  return html.replace('</body>', `${text}</body>`);
}
