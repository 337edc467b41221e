// node write.ts OUT PACKAGE…
// Writes the reference of packages (folders from the repository's root, in the course's order) as Markdown for VitePress.
// A process of its own: typedoc computes for seconds.
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Application, type TypeDocOptions } from 'typedoc';
import { repository } from '../paths.ts';
import { mergeIndexes } from './merge-index.ts';
import { referenceSidebar } from './sidebar.ts';

const [out = '', ...packages] = process.argv.slice(2);

/** Options of the plugins. */
const markdown = {
  plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme'],
  router: 'member',
  membersWithOwnFile: ['Class'], // a page for each class, one for all else of an entry point
  excludeScopesInPaths: true,
  entryFileName: 'index',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  useCustomAnchors: true, // what links want, also where two headings have one name
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  propertyMembersFormat: 'table',
  tableColumnSettings: {
    hideDefaults: true,
    hideModifiers: true,
    hideInherited: true,
    hideOverrides: true,
    hideSources: true,
    leftAlignHeaders: true,
  },
  pageTitleTemplates: { index: 'Reference', member: '{name}', module: '{name}' },
  docsRoot: join(out, '..'),
  sidebar: { autoConfiguration: false }, // ours knows the order of the course
};

const options: Partial<TypeDocOptions> & typeof markdown = {
  ...markdown,
  options: join(repository, 'typedoc.json'),
  entryPoints: packages.map((folder) => join(repository, folder)),
  logLevel: 'Warn',
  out,
};

const app = await Application.bootstrapWithPlugins(options);
const project = await app.convert();
if (project) {
  mergeIndexes(project);
  await app.generateOutputs(project);
  const names = packages.map((folder) => basename(folder));
  writeFileSync(join(out, 'sidebar.json'), JSON.stringify(referenceSidebar(project, names)));
}
process.exitCode = !project || app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
