import { isDeepStrictEqual } from 'node:util';
import type { Finding, Tree } from './tree.ts';

interface Manifest {
  name: string;
  version: string;
  description: string;
  keywords: string[];
  repository: { url: string };
  exports: Record<string, Record<string, unknown> | string>;
  files: string[];
  scripts: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  [key: string]: unknown;
}

/** The root package.json holds what all manifests share: repository, licence, author, engines. Each chapter's must agree. */
export function manifest(tree: Tree): Finding[] {
  return [...tree.packages.flatMap((name) => ofChapter(tree, name)), ...links(tree)];
}

function ofChapter(tree: Tree, name: string): Finding[] {
  const folder = `packages/${name}`;
  const file = `${folder}/package.json`;
  const findings: Finding[] = [];
  const report = (message: string, where = file) => findings.push({ rule: 'manifest', file: where, line: 1, message });
  const want = (key: string, found: unknown, wanted: unknown, where = file) => {
    if (!isDeepStrictEqual(found, wanted))
      report(`${key}: found ${JSON.stringify(found) ?? 'nothing'}, wanted ${JSON.stringify(wanted)}`, where);
  };

  const root = tree.json<Manifest>('package.json');
  const chapters = tree.json<string[]>('chapters.json');
  const own = tree.json<Manifest>(file);
  const url = repositoryPage(root);
  const shared = {
    name: `@zero-to-gpt/${name}`,
    license: root.license,
    author: root.author,
    homepage: `${url}/tree/main/${folder}#readme`,
    bugs: root.bugs,
    repository: { ...root.repository, directory: folder },
    engines: root.engines,
    type: 'module',
    sideEffects: false,
    main: './dist/index.cjs',
    module: './dist/index.js',
    types: './dist/index.d.cts',
    publishConfig: { access: 'public', provenance: true },
  };
  for (const [key, wanted] of Object.entries(shared)) want(key, own[key], wanted);
  if (!own.description) report('description: wanted a sentence that a search on npm can show');
  for (const word of ['zero-to-gpt', name])
    if (!own.keywords?.includes(word)) report(`keywords: wanted ${word} among them`);
  want(
    'files',
    own.files?.filter((f) => !f.startsWith('!') && f !== 'PYTORCH.md'), // chapter 5 ships a page of its own
    ['dist', 'src', 'lesson', 'exercises', 'CHANGELOG.md'],
  );
  for (const script of ['build', 'examples', 'test', 'typecheck', 'check:pkg'])
    if (!own.scripts?.[script]) report(`scripts: wanted ${script}, which turbo runs`);

  const sources: string[] = [];
  for (const [key, entry] of Object.entries(own.exports ?? {})) {
    if (key === './package.json') continue;
    const source = typeof entry === 'object' ? entry['@zero-to-gpt/source'] : undefined;
    if (typeof source !== 'string') {
      report(`exports["${key}"]: wanted "@zero-to-gpt/source" first, so that tests run with no build`);
      continue;
    }
    sources.push(source.slice(2));
    // compared as text: the order of conditions is what a resolver goes by
    const forms = [conditions(source), dataConditions(source)].map((form) => JSON.stringify(form));
    if (!forms.includes(JSON.stringify(entry)))
      report(`exports["${key}"]: found ${JSON.stringify(entry)}, wanted ${forms[0]}, or for data ${forms[1]}`);
  }
  if (sources[0] !== 'src/index.ts') report('exports: wanted "." first, from ./src/index.ts');
  want('entryPoints', read(tree, `${folder}/typedoc.json`)?.entryPoints, sources, `${folder}/typedoc.json`);
  want('tags', read(tree, `${folder}/turbo.json`)?.tags, [name], `${folder}/turbo.json`);

  const place = chapters.indexOf(name);
  if (place < 0) report('name: wanted a chapter of chapters.json');
  for (const kind of ['dependencies', 'devDependencies', 'peerDependencies'] as const)
    for (const [dependency, range] of Object.entries(own[kind] ?? {})) {
      const other = /^@zero-to-gpt\/(.+)$/.exec(dependency)?.[1];
      const wanted = other === undefined ? 'catalog:' : kind === 'dependencies' ? 'workspace:^' : 'workspace:*';
      if (kind !== 'peerDependencies') want(`${kind}["${dependency}"]`, range, wanted);
      if (other && chapters.indexOf(other) >= place)
        report(`${kind}: ${dependency} is no earlier chapter than ${name}, see chapters.json`);
    }

  for (const needed of ['README.md', 'LICENSE'])
    if (!tree.has(`${folder}/${needed}`)) report(`wanted beside it: ${needed}`);
  if (tree.has(`${folder}/LICENSE`) && tree.text(`${folder}/LICENSE`) !== tree.text('LICENSE'))
    report('differs from the LICENSE of the repository', `${folder}/LICENSE`);
  return findings;
}

/** `import` and `module-sync` load one copy of the classes, `require` on old hosts the other. */
function conditions(source: string): Record<string, unknown> {
  const dist = source.replace('./src/', './dist/').replace(/\.ts$/, '');
  const esm = { types: `${dist}.d.ts`, default: `${dist}.js` };
  const cjs = { types: `${dist}.d.cts`, default: `${dist}.cjs` };
  return { '@zero-to-gpt/source': source, import: esm, 'module-sync': esm, require: cjs };
}

/** Entries that are mostly data exist once, as ES modules. */
function dataConditions(source: string): Record<string, unknown> {
  const dist = source.replace('./src/', './dist/').replace(/\.ts$/, '');
  return { '@zero-to-gpt/source': source, types: `${dist}.d.ts`, default: `${dist}.js` };
}

/** Links to the repository lead to the one repository there is. */
function links(tree: Tree): Finding[] {
  const page = repositoryPage(tree.json<Manifest>('package.json'));
  return tree.files
    .filter(
      (file) =>
        /\.(ts|mjs|json|md|yml|yaml)$/.test(file) &&
        !file.endsWith('pnpm-lock.yaml') &&
        !/^tools\/build\/test\//.test(file),
    )
    .flatMap((file) =>
      tree
        .text(file)
        .split('\n')
        .flatMap((text, i) => {
          const other = text.match(/https:\/\/github\.com\/[\w-]+\/zero-to-gpt\b/g)?.find((link) => link !== page);
          return other
            ? [{ rule: 'manifest', file, line: i + 1, message: `link: found ${other}, wanted ${page}` }]
            : [];
        }),
    );
}

const repositoryPage = (root: Manifest): string => root.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

const read = (tree: Tree, file: string): Record<string, unknown> | undefined =>
  tree.has(file) ? tree.json<Record<string, unknown>>(file) : undefined;
