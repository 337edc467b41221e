import { describe, expect, test } from 'vitest';
import { steadyBars } from '../../vitepress/steady-bars.ts';

const bar = '<div class="VPNavBar" data-v-1>';
const title = '<div class="VPNavBarTitle has-sidebar" data-v-1>';
const local = '<div class="VPLocalNav has-sidebar empty" data-v-1>';

describe('steadyBars()', () => {
  test('tells the bar above a page with a sidebar of it', () => {
    expect(steadyBars(bar + title)).toContain('<div class="VPNavBar has-sidebar top" data-v-1>');
    expect(steadyBars(bar)).toBe('<div class="VPNavBar top" data-v-1>');
  });

  test('keeps the place of the outline where the page has headings', () => {
    expect(steadyBars(`${local}<h2 id="x">`)).toBe('<div class="VPLocalNav has-sidebar" data-v-1><h2 id="x">');
    expect(steadyBars(`${local}<h2 class="text">`)).toContain('empty');
  });
});
