import { describe, expect, test } from 'vitest';
import { steadyBar } from '../../vitepress/steady-bar.ts';

const bar = '<div class="VPNavBar" data-v-1>';
const title = '<div class="VPNavBarTitle has-sidebar" data-v-1>';

describe('steadyBar()', () => {
  test('tells the bar above a page with a sidebar of it', () => {
    expect(steadyBar(bar + title)).toContain('<div class="VPNavBar has-sidebar top" data-v-1>');
    expect(steadyBar(bar)).toBe('<div class="VPNavBar top" data-v-1>');
  });
});
