import { posix } from 'node:path';
import type { LinkRegister } from './page-links.ts';
import { isExternal } from './site-link.ts';

/** What a link that leads nowhere lacks, one line each with file and line; none where all is well. */
export function brokenLinks(register: LinkRegister, hasFile: (path: string) => boolean): string[] {
  return [...register.values()].flatMap(({ page, links }) =>
    links.flatMap(({ href, at }) => {
      const missing = whatIsMissing(href, { page, register, hasFile });
      return missing === undefined ? [] : [`${at()}: found a link to ${href}, ${missing}`];
    }),
  );
}

interface Lookup {
  readonly page: string;
  readonly register: LinkRegister;
  readonly hasFile: (path: string) => boolean;
}

function whatIsMissing(href: string, { page, register, hasFile }: Lookup): string | undefined {
  if (isExternal(href)) return undefined;
  const [, path = '', hash] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(href) ?? [];
  const target =
    path === '' ? page : posix.join(path.startsWith('/') ? '/' : posix.dirname(`${page}x`), decodeURI(path));
  const found = register.get(pageOf(target)) ?? register.get(`${pageOf(target)}/`);
  if (!found) return hasFile(target) ? undefined : 'and there is no such page';
  if (hash === undefined || hash === '' || found.ids.has(decodeURIComponent(hash))) return undefined;
  const near = [...found.ids].filter((id) => id.startsWith(decodeURIComponent(hash).slice(0, 3)));
  const hint =
    near.length > 0
      ? `; the page has ${near
          .slice(0, 5)
          .map((id) => `#${id}`)
          .join(', ')}`
      : '';
  return `and ${found.page} has no such heading${hint}`;
}

/** `/learn/linalg/index.md`, `/learn/linalg/index` → `/learn/linalg/`; `.md` and `.html` are left off. */
const pageOf = (path: string): string => path.replace(/\.(?:md|html)$/, '').replace(/(^|\/)index$/, '$1');
