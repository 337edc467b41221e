import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { layout } from './layout.ts';
import { loadRuntime } from './load-runtime.ts';
// behind VitePress's own sheets, so that ours decide
import 'katex/dist/katex.min.css';
import './tokens.css';
import './vitepress.css';
import './type.css';
import './frame.css';
import './course.css';
import './home.css';
import './demo/demo.css';
import './phone.css';
import './print.css';

import.meta.glob('../{runtime,exercise,widgets}/*.css', { eager: true });

/** The site's look: VitePress's default theme in our colours, and the elements of cells, exercises and pieces. */
const theme: Theme = { extends: DefaultTheme, Layout: layout, setup: loadRuntime };

// VitePress finds a theme by its default export
export default theme;
