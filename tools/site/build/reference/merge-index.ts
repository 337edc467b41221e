import { type DeclarationReflection, type ProjectReflection, ReflectionGroup, ReflectionKind } from 'typedoc';

/** Groups of a page in the order in which they are read. */
const order = [
  ReflectionKind.Module,
  ReflectionKind.Namespace,
  ReflectionKind.Class,
  ReflectionKind.Function,
  ReflectionKind.Variable,
  ReflectionKind.Interface,
  ReflectionKind.TypeAlias,
];

/** Puts what `@zero-to-gpt/NAME` itself exports on the package's own page, beside its README; other entry points stay. */
export function mergeIndexes(project: ProjectReflection): void {
  for (const packageModule of project.children ?? []) {
    const index = packageModule.children?.find(({ name, kind }) => kind === ReflectionKind.Module && name === 'index');
    if (!index) continue;
    project.mergeReflections(index, packageModule);
    group(packageModule);
  }
}

function group(owner: DeclarationReflection): void {
  const children = owner.children ?? [];
  owner.groups = order
    .map((kind) => {
      const group = new ReflectionGroup(ReflectionKind.pluralString(kind), owner);
      group.children = children.filter((child) => child.kind === kind).sort((a, b) => (a.name < b.name ? -1 : 1));
      return group;
    })
    .filter((group) => group.children.length > 0);
}
