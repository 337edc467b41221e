// VitePress bundles what a config imports by name; the site's own is loaded by Node as it is, with Node's conditions
const { siteConfig } = await import(new URL('../vitepress/config.ts', import.meta.url).href);

export default siteConfig(new URL('..', import.meta.url).pathname);
