/**
 * VitePress gives the bar at the top the classes that say where it stands once its script runs: it would jump then, and
 * without scripts it would stand wrong. Here the HTML has them from the start.
 */
export function steadyBar(html: string): string {
  const hasSidebar = html.includes('class="VPNavBarTitle has-sidebar"');
  return html.replace('class="VPNavBar"', `class="VPNavBar${hasSidebar ? ' has-sidebar' : ''} top"`);
}
