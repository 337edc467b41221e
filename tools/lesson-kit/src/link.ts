import type { Node, Program } from 'estree';
import MagicString from 'magic-string';
import { analyze, type Scope } from 'periscopic';
import { assignedIdentifiers } from './assigned-identifiers.ts';
import { placed, specifiers } from './specifiers.ts';
import { syntaxError, toJavaScript } from './to-javascript.ts';

/** A name that an earlier cell declares. */
export interface Binding {
  /** The module that holds it: what `import` names. */
  readonly url: string;
  /** False for `const` and imports. */
  readonly mutable: boolean;
  /** Why it cannot be used, where its cell is one that is not run; using it is a SyntaxError. */
  readonly missing?: string;
}

/** How a cell is linked. */
export interface LinkOptions {
  /** Specifier under which later cells import this one. */
  url: string;
  /** Names of earlier cells; the latest declaration of a name counts. */
  prior?: ReadonlyMap<string, Binding>;
  /** Where a package is loaded from; default: the specifier itself. What it throws gets `line` and `column`. */
  resolve?: (specifier: string) => string;
  /** Blank lines put before the code, so that line numbers are those of a page. */
  linesBefore?: number;
}

/** A cell as an ES module. */
export interface LinkedCell {
  /** JavaScript; it exports the value of the last expression as `valueName`. */
  readonly code: string;
  /** The names that the cell declares. */
  readonly names: ReadonlyMap<string, Binding>;
  /** The names of earlier cells that it uses. */
  readonly uses: readonly string[];
}

/** The export of a linked cell that holds its last expression's value. */
export const valueName = '__value';
/** The export of a linked cell through which later cells assign to its names. */
const lettersName = '__names';

/**
 * Turns a cell (TypeScript) into an ES module. Its top-level names are exported, later cells import them (live), and an
 * assignment to the name of an earlier cell reaches that cell. What cannot be read is a SyntaxError whose message ends in
 * `(line:column)` and which has both as `line` and `column`.
 */
export function linkCell(
  source: string,
  { url, prior = new Map(), resolve, linesBefore = 0 }: LinkOptions,
): LinkedCell {
  const { js, program } = toJavaScript(source, linesBefore);
  const edit = new MagicString(js);
  const refuse = (node: Node, message: string): never => {
    const { line, column } = at(node);
    throw syntaxError(message, line + linesBefore, column + 1);
  };
  const { map, globals, scope } = analyze(program);
  const mutable = declarations(program, scope);
  for (const name of ['then', valueName, lettersName])
    if (mutable.has(name)) refuse(program, `Cannot declare ${name}: the name is taken`);

  for (const node of program.body) {
    if (/^Export/.test(node.type)) refuse(node, 'Cannot export from a cell: later cells see its names without it');
  }
  const assigned = assignedIdentifiers(program, map, scope, (name) => prior.has(name) && !mutable.has(name), onNode);
  const targets = new Map<string, string>(); // module → the local name of its setters
  for (const [node, { shorthand }] of assigned) {
    const binding = prior.get(node.name)!; // asked for right above
    if (!binding.mutable)
      refuse(node, `Cannot assign to ${node.name}: an earlier cell declares it with const or imports it`);
    const target = targets.get(binding.url) ?? `${lettersName}_${targets.size}`;
    targets.set(binding.url, target);
    edit.overwrite(start(node), end(node), `${shorthand ? `${node.name}: ` : ''}${target}.${node.name}`);
  }

  function onNode(node: Node): void {
    if (node.type === 'MetaProperty' && node.meta.name === 'import')
      refuse(node, 'Cannot read import.meta in a cell: a page has no file of its own');
  }
  for (const { literal, name } of specifiers(program)) {
    if (/^(\.|\/|[a-z]+:)/i.test(name) && !name.startsWith('node:'))
      refuse(literal, `Cannot import '${name}' in a cell: import packages by name`);
    if (resolve)
      edit.overwrite(start(literal), end(literal), JSON.stringify(placed(literal, linesBefore, () => resolve(name))));
  }

  const last = program.body.at(-1);
  if (last?.type === 'ExpressionStatement') {
    edit.appendLeft(start(last), `const ${valueName} = (`);
    edit.appendRight(end(last.expression), ')');
  }
  const uses = [...globals.keys()].filter((name) => prior.has(name) && !mutable.has(name));
  for (const name of uses) {
    const missing = prior.get(name)?.missing;
    if (missing) refuse(globals.get(name)!, `Cannot use ${name}: ${missing}`);
  }
  const head = imports(uses, prior, targets);
  const tail = exports(mutable, last?.type === 'ExpressionStatement');
  return {
    code: `${head}${'\n'.repeat(linesBefore)}${edit}\n${tail}`,
    names: new Map([...mutable].map(([name, isMutable]) => [name, { url, mutable: isMutable }])),
    uses,
  };
}

/** The top-level names of a cell, and whether they may be assigned to. */
function declarations(program: Program, scope: Scope): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const node of program.body)
    if (node.type === 'ImportDeclaration') for (const { local } of node.specifiers) names.set(local.name, false);
  for (const [name, node] of scope.declarations)
    if (!names.has(name)) names.set(name, node.type !== 'VariableDeclaration' || /^(let|var)$/.test(node.kind));
  return names;
}

function imports(uses: readonly string[], prior: ReadonlyMap<string, Binding>, targets: Map<string, string>): string {
  const byModule = new Map<string, string[]>();
  for (const name of uses) {
    const { url } = prior.get(name)!; // `uses` holds names of `prior` only
    byModule.set(url, [...(byModule.get(url) ?? []), name]);
  }
  for (const [url, target] of targets) byModule.set(url, [...(byModule.get(url) ?? []), `${lettersName} as ${target}`]);
  return [...byModule].map(([url, names]) => `import { ${names.join(', ')} } from ${JSON.stringify(url)};`).join(' ');
}

function exports(mutable: ReadonlyMap<string, boolean>, hasValue: boolean): string {
  const names = [...mutable.keys(), ...(hasValue ? [valueName] : [])];
  const setters = [...mutable].filter(([, isMutable]) => isMutable);
  const members = setters.map(([name]) => `get ${name}() { return ${name}; }, set ${name}(__new) { ${name} = __new; }`);
  return [
    names.length > 0 ? `;export { ${names.join(', ')} };` : ';export {};',
    members.length > 0 ? `export const ${lettersName} = { ${members.join(', ')} };` : '',
  ].join(' ');
}

// acorn's nodes have places, which estree's types leave open
const at = (node: Node) => node.loc?.start ?? { line: 1, column: 0 };
const start = (node: Node) => (node as Node & { start: number }).start;
const end = (node: Node) => (node as Node & { end: number }).end;
