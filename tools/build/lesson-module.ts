import ts from 'typescript';

/** What the type check needs of a lesson. */
export interface LessonCells {
  readonly file: string;
  readonly text: string;
  readonly cells: readonly LessonCell[];
}

/** A cell of a lesson. */
export interface LessonCell {
  /** Markdown line of the fence, from 1. */
  readonly line: number;
  /** Markdown line that follows the closing fence. */
  readonly end: number;
  readonly code: string;
  /** Later cells do not see the names of a cell that throws or is not run. */
  readonly alone: boolean;
}

/**
 * A lesson's cells as one TypeScript module, each at its Markdown line: what tsc finds wrong in line 40 of the module
 * stands in line 40 of the page. It follows what linking does: a name that a later cell declares again shadows the first
 * one from there on, and names of cells that throw or are not run are not there for later ones.
 */
export function lessonModule(lesson: LessonCells): string {
  return new Module(lesson).text();
}

interface Imported {
  readonly line: number;
  /** Module and exported name. */
  readonly from: string;
  readonly typeOnly: boolean;
}

/** Name → what declares it. */
type Names = Map<string, { readonly line: number; readonly isType: boolean }>;

class Module {
  readonly #lesson: LessonCells;
  /** Index 0 is line 1 of the page. */
  readonly #lines: string[];
  readonly #imports = new Map<string, Imported>();
  /** Names of the open blocks, each with its cell; a name that is declared again opens one. */
  readonly #blocks: Names[] = [new Map()];

  constructor(lesson: LessonCells) {
    this.#lesson = lesson;
    this.#lines = lesson.text.split('\n').map(() => '');
  }

  text(): string {
    for (const cell of this.#lesson.cells) this.#cell(cell);
    const end = this.#blocks.map(used).reverse();
    return `${this.#lines.join('\n')}\n${end.join('\n}')}\nexport {};\n`;
  }

  #cell(cell: LessonCell): void {
    const source = ts.createSourceFile('cell.ts', cell.code, ts.ScriptTarget.Latest, true);
    const code = this.#withoutKnownImports(cell, source);
    const names: Names = new Map(
      source.statements.flatMap(declared).map(({ name, isType }) => [name, { line: cell.line, isType }]),
    );
    if (cell.alone) this.#lines[cell.line - 1] = ';void (async () => {';
    else {
      const taken = (name: string) => this.#imports.has(name) || this.#blocks.some((block) => block.has(name));
      const again = [...names.keys()].some(taken);
      this.#lines[cell.line - 1] = again ? ';{' : ';'; // where the fence stands
      if (again) this.#blocks.push(names);
      else for (const [name, declaration] of names) this.#blocks.at(-1)?.set(name, declaration);
    }
    for (const [i, line] of code.split('\n').entries()) this.#lines[cell.line + i] = line;
    if (cell.alone) this.#lines[cell.end - 2] = `;${used(names)}});`; // where the closing fence stands
  }

  /** The code without imports that earlier cells have made; imports cannot stand in a block, there they move to line 1. */
  #withoutKnownImports(cell: LessonCell, source: ts.SourceFile): string {
    const { code } = cell;
    let out = code;
    const inBlock = this.#blocks.length > 1 || cell.alone;
    for (const node of source.statements.filter(ts.isImportDeclaration).reverse()) {
      const line = cell.line + 1 + source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const clause = node.importClause;
      const from = (node.moduleSpecifier as ts.StringLiteral).text; // the grammar allows no other kind
      const whole = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      const kept: string[] = [];
      const bindings = clause?.namedBindings;
      if (clause?.name && this.#isNew(clause.name.text, { line, from: `${from} default`, typeOnly: whole }))
        kept.push(clause.name.text);
      if (bindings && ts.isNamespaceImport(bindings)) {
        if (this.#isNew(bindings.name.text, { line, from: `${from} *`, typeOnly: whole }))
          kept.push(bindings.getText());
      } else if (bindings) {
        const named = bindings.elements.filter((element) =>
          this.#isNew(element.name.text, {
            line,
            from: `${from} ${(element.propertyName ?? element.name).text}`,
            typeOnly: whole || element.isTypeOnly,
          }),
        );
        if (named.length > 0) kept.push(`{ ${named.map((element) => element.getText()).join(', ')} }`);
      }
      const wanted = !clause || kept.length > 0;
      const typeKeyword = whole ? 'type ' : '';
      const text = !clause ? node.getText() : `import ${typeKeyword}${kept.join(', ')} from '${from}';`;
      const feeds = node.getText().replace(/[^\n]/g, ''); // lines stay lines
      const place = wanted && !inBlock ? text.replace(/\n/g, ' ') + feeds : `;${feeds}`;
      if (wanted && inBlock) this.#lines[0] += `${text.replace(/\n/g, ' ')} `;
      out = out.slice(0, node.getStart(source)) + place + out.slice(node.end);
    }
    return out;
  }

  /** Whether an import brings a name that is not there yet. */
  #isNew(name: string, wanted: Imported): boolean {
    const { file } = this.#lesson;
    const declaredAt = this.#blocks.map((block) => block.get(name)?.line).findLast((line) => line !== undefined);
    if (declaredAt !== undefined)
      throw new SyntaxError(
        `Cannot check ${file}:${wanted.line}: ${name} is imported, and the cell of line ${declaredAt} declares it`,
      );
    const other = this.#imports.get(name);
    if (other && other.from !== wanted.from)
      throw new SyntaxError(
        `Cannot check ${file}:${wanted.line}: ${name} is imported from ${wanted.from}, in line ${other.line} from ${other.from}`,
      );
    if (other && (!other.typeOnly || wanted.typeOnly)) return false;
    if (other)
      throw new SyntaxError(
        `Cannot check ${file}:${wanted.line}: ${name} is a type in line ${other.line}, import it as a value there`,
      );
    this.#imports.set(name, wanted);
    return true;
  }
}

/** Values count as used: a lesson may show one and leave it. In a function, so that no flow of values is asked for. */
function used(names: Names): string {
  const values = [...names].filter(([, { isType }]) => !isType).map(([name]) => name);
  return values.length > 0 ? `;void (() => [${values.join(', ')}]);` : ';';
}

/** The names that a statement declares. */
function declared(statement: ts.Statement): { name: string; isType: boolean }[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations
      .flatMap(({ name }) => bound(name))
      .map((name) => ({ name, isType: false }));
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  const isValue =
    ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
  return (isType || isValue) && statement.name ? [{ name: statement.name.text, isType }] : [];
}

function bound(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : bound(element.name)));
}
