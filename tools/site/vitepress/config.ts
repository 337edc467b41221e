import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme, UserConfig } from 'vitepress';
import { brokenLinks } from '../markdown/broken-links.ts';
import { codeTheme } from '../markdown/code-theme.ts';
import { coursePages } from '../markdown/course-pages.ts';
import { githubSlug } from '../markdown/github-slug.ts';
import type { Markdown } from '../markdown/page-env.ts';
import type { LinkRegister } from '../markdown/page-links.ts';
import { courseFiles, courseOutline } from './course.ts';
import { head } from './head.ts';
import { notFound } from './not-found.ts';
import { readPieces } from './pieces.ts';
import { referenceSidebar } from './reference-sidebar.ts';
import { search } from './search.ts';
import { sidebar } from './sidebar.ts';
import { steadyBar } from './steady-bar.ts';

/** VitePress over the pages that `build/pages.ts` and `build/reference.ts` have written to `.site/pages`. */
export async function siteConfig(root: string): Promise<UserConfig<DefaultTheme.Config>> {
  const site = join(root, '.site');
  const course = courseOutline(site)();
  const widgets = await readPieces(join(root, 'widgets'));
  const register: LinkRegister = new Map();
  const address = process.env.ZERO_TO_GPT_SITE_URL; // with base, without the last slash
  return {
    lang: 'en',
    title: 'zero-to-gpt',
    description: 'From no knowledge of deep learning to training your own GPT, in TypeScript, in your browser',
    srcDir: '.site/pages',
    cacheDir: '.site/cache',
    outDir: 'dist',
    cleanUrls: true,
    lastUpdated: false,
    metaChunk: true,
    router: { prefetchLinks: false }, // every page of the sidebar, otherwise, before the first click
    ignoreDeadLinks: true, // brokenLinks says more: the line, and anchors too
    ...(address && { sitemap: { hostname: `${address}/` } }),
    transformHead: head,
    transformHtml: (html, _file, context) => notFound(steadyBar(html), context),
    markdown: {
      theme: codeTheme,
      attrs: { disable: true }, // braces are braces, as on GitHub
      emoji: { enabled: [] },
      anchor: { slugify: githubSlug },
      config: (md: Markdown) => coursePages(md, { course: courseFiles(site), widgets, register }),
    },
    vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('zg-') } } },
    vite: {
      plugins: [
        // in a build the static files are copied beside VitePress, which may be at work earlier than they are there
        { name: 'zg-public', apply: 'serve', config: () => ({ publicDir: join(site, 'public') }) },
        {
          name: 'zg-links',
          apply: 'build',
          renderStart() {
            const broken = brokenLinks(register, (path) => existsSync(join(site, 'public', path)));
            if (broken.length > 0) throw new Error(`Cannot build the site:\n  ${broken.join('\n  ')}`);
          },
        },
      ],
      build: { chunkSizeWarningLimit: 2000, assetsInlineLimit: 0 }, // pictures come when they come near the screen
    },
    themeConfig: {
      siteTitle: 'zero-to-gpt',
      logo: { src: '/logo.svg', alt: '' },
      nav: [
        { text: 'Course', link: course.chapters.find(({ link }) => link)?.link ?? '/', activeMatch: '^/learn/' },
        { text: 'Exercises', link: '/exercises/', activeMatch: '^/exercises/' },
        { text: 'Reference', link: '/api/', activeMatch: '^/api/' },
      ],
      socialLinks: [{ icon: 'github', link: 'https://github.com/zero-to-gpt/zero-to-gpt' }],
      sidebar: sidebar(course, referenceSidebar(site)),
      outline: { level: [2, 3], label: 'On this page' },
      search: search(),
      externalLinkIcon: true,
    },
  };
}
