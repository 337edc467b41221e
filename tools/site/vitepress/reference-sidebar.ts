import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';

/** The sidebar of the reference, where it has been written. */
export function referenceSidebar(site: string): DefaultTheme.SidebarItem[] {
  const file = join(site, 'pages/api/sidebar.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DefaultTheme.SidebarItem[]) : []; // by build/reference.ts
}
