import { withBase } from 'vitepress';
import { type FunctionalComponent, h } from 'vue';

const source = 'https://github.com/zero-to-gpt/zero-to-gpt';

/** Licence, source, and where the site tells how it works. No `<footer>`: VitePress has one already under texts. */
export const siteFooter: FunctionalComponent = () =>
  h('nav', { class: 'zg-footer', 'aria-label': 'About this site' }, [
    h('p', [
      h('a', { href: withBase('/about') }, 'How this site works'),
      ' · ',
      h('a', { href: source }, 'Source'),
      ' · ',
      h('a', { href: `${source}/blob/main/LICENSE` }, 'MIT licence'),
    ]),
    h('p', 'Everything runs on your own machine. No account, no cookies, no tracking.'),
  ]);
