import type { HeadConfig, TransformContext } from 'vitepress';
import { pagePath } from '../markdown/page-links.ts';

/**
 * What stands in a page's head beside VitePress's own: icon, what other sites show of a link to it, and, for hosts that send
 * no isolation headers, the service worker that adds them.
 */
export function head({ page, siteData, title, description, siteConfig }: TransformContext): HeadConfig[] {
  const { base } = siteData;
  const hostname = siteConfig.sitemap?.hostname;
  const about: HeadConfig[] = Object.entries({
    'og:type': 'website',
    'og:site_name': siteData.title,
    'og:title': title,
    'og:description': description,
    ...(hostname !== undefined && { 'og:url': new URL(pagePath(page).slice(1), hostname).href }),
  }).map(([property, content]) => ['meta', { property, content }]);
  return [
    ['meta', { name: 'description', content: description }], // VitePress's own would end at a quotation mark
    ['link', { rel: 'icon', href: `${base}favicon.svg`, type: 'image/svg+xml' }],
    ...about,
    ['meta', { name: 'twitter:card', content: 'summary' }],
    ['script', {}, isolate(base)],
  ];
}

/** Loads the service worker only where it is of use: in a page that could be isolated and is not. */
const isolate = (base: string): string =>
  `if (self.crossOriginIsolated === false && isSecureContext && 'serviceWorker' in navigator) {
    const script = document.createElement('script');
    script.src = '${base}coi-serviceworker.js';
    document.head.append(script);
  }`;
