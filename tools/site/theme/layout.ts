import DefaultTheme from 'vitepress/theme-without-fonts';
import { type FunctionalComponent, h } from 'vue';
import { notFound } from './not-found.ts';
import { siteFooter } from './site-footer.ts';

/** VitePress's layout with our footer under every page, also under those that have a sidebar. */
export const layout: FunctionalComponent = () =>
  h(DefaultTheme.Layout, null, {
    'not-found': () => h(notFound),
    'doc-bottom': () => h(siteFooter),
    'page-bottom': () => h(siteFooter),
  });
