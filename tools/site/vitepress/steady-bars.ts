/**
 * VitePress gives its bars the classes that say where they stand once its script runs: the page would jump then, and
 * without scripts they would stand wrong. Here the HTML has them from the start.
 */
export function steadyBars(html: string): string {
  const hasSidebar = html.includes('class="VPNavBarTitle has-sidebar"');
  const steady = html.replace('class="VPNavBar"', `class="VPNavBar${hasSidebar ? ' has-sidebar' : ''} top"`);
  const hasOutline = /<h2 id=/.test(html);
  return hasOutline ? steady.replace('class="VPLocalNav has-sidebar empty"', 'class="VPLocalNav has-sidebar"') : steady;
}
