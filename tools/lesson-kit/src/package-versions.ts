import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly [kind: string]: unknown;
}

/** Version ranges (`^1.2.0`) of a lesson's own package and of all that it depends on, as they are installed. */
export function packageVersions(lesson: string): Record<string, string> {
  const folder = packageFolder(dirname(resolve(lesson)));
  if (folder === undefined) return {};
  const own = read(join(folder, 'package.json'));
  const versions: Record<string, string> = {};
  if (own.name && own.version) versions[own.name] = `^${own.version}`;
  const require = createRequire(join(folder, 'package.json'));
  for (const kind of ['dependencies', 'devDependencies', 'peerDependencies'])
    for (const name of Object.keys((own[kind] as object | undefined) ?? {})) {
      const file = require.resolve
        .paths(name)
        ?.map((path) => join(path, name, 'package.json'))
        .find(existsSync);
      const version = file && read(file).version;
      if (version) versions[name] = `^${version}`;
    }
  return versions;
}

/** The nearest folder upwards with a package.json. */
function packageFolder(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : packageFolder(above);
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest; // npm has checked its kind
