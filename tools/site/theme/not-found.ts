import { withBase } from 'vitepress';
import { type FunctionalComponent, h } from 'vue';

/** What stands where no page is. */
export const notFound: FunctionalComponent = () =>
  h('main', { class: 'zg-not-found vp-doc' }, [
    h('h1', 'This page is not here'),
    h(
      'p',
      'The address may have changed, or a letter in it is wrong. The search above knows every lesson, exercise and name of the reference.',
    ),
    h('p', [
      h('a', { href: withBase('/') }, 'Home'),
      ' · ',
      h('a', { href: withBase('/#the-twelve-chapters') }, 'The twelve chapters'),
      ' · ',
      h('a', { href: withBase('/exercises/') }, 'Exercises'),
    ]),
  ]);
