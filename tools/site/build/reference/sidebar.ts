import { type DeclarationReflection, type ProjectReflection, ReflectionKind } from 'typedoc';

/** An entry of VitePress's sidebar. */
export interface SidebarItem {
  readonly text: string;
  readonly link: string;
  readonly collapsed?: boolean;
  readonly items?: readonly SidebarItem[];
}

/** Packages in the order in which they are given, and below each its pages: other entry points, namespaces, classes. */
export function referenceSidebar(project: ProjectReflection, packages: readonly string[]): SidebarItem[] {
  return packages.flatMap((name) => {
    const found = project.children?.find((child) => child.name === `@zero-to-gpt/${name}`);
    if (!found) return [];
    const link = `/api/${name}/`;
    const items = pagesOf(found, link);
    return [{ text: name, link, ...(items.length > 0 && { collapsed: true, items }) }];
  });
}

function pagesOf({ children = [] }: DeclarationReflection, link: string): SidebarItem[] {
  const kinds = [
    [ReflectionKind.Module, ''],
    [ReflectionKind.Namespace, 'namespaces/'],
    [ReflectionKind.Class, 'classes/'],
  ] as const;
  return kinds.flatMap(([kind, folder]) =>
    children
      .filter((child) => child.kind === kind)
      .map(({ name }) => ({
        text: kind === ReflectionKind.Module ? `/${name}` : name,
        link: `${link}${folder}${name}${kind === ReflectionKind.Class ? '' : '/'}`,
      })),
  );
}
