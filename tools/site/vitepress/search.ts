import type { DefaultTheme } from 'vitepress';
import type { PageEnv } from '../markdown/page-env.ts';

/** Search in the page, with an index that is loaded when someone searches. Hints, answers and code stay out of it. */
export function search(): NonNullable<DefaultTheme.Config['search']> {
  return {
    provider: 'local',
    options: {
      _render(source, env: PageEnv, md) {
        const html = md.render(source, Object.assign(env, { search: true }));
        return env.frontmatter?.search === false ? '' : html;
      },
      miniSearch: { searchOptions: { boost: { title: 4, titles: 2 }, fuzzy: 0.15, prefix: true } },
    },
  };
}
