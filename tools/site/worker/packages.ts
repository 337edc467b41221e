import { nearest } from './nearest.ts';

/** An import that leads nowhere, in words for a learner. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  /** What to do about it. */
  readonly cure: string;

  constructor(message: string, cure: string) {
    super(message);
    this.cure = cure;
  }
}

/** What cells can import. */
export class Packages {
  /** Specifier → whole address. */
  readonly #urls: ReadonlyMap<string, string>;
  /** Those that were asked for and are there. */
  readonly used: Set<string> = new Set();

  constructor(packages: Readonly<Record<string, string>> = {}, base?: string) {
    this.#urls = new Map(Object.entries(packages).map(([name, url]) => [name, new URL(url, base).href]));
  }

  /** Where a package lies. @throws ImportError that names what there is */
  resolve(specifier: string): string {
    const url = this.#urls.get(specifier);
    if (url !== undefined) {
      this.used.add(specifier);
      return url;
    }
    throw new ImportError(`Cannot import '${specifier}': ${this.#why(specifier)}`, this.#cure(specifier));
  }

  /** All that can be imported. */
  get specifiers(): readonly string[] {
    return [...this.#urls.keys()];
  }

  /** Whether it can be imported. */
  has(specifier: string): boolean {
    return this.#urls.has(specifier);
  }

  /** The specifier of an address. */
  named(url: string): string | undefined {
    for (const [name, address] of this.#urls) if (address === url) return name;
    return undefined;
  }

  #why(specifier: string): string {
    if (/^node:|^(?:fs|path|os|crypto|http|https|child_process)$/.test(specifier))
      return 'it is a part of Node, and this page runs in a browser';
    const inside = this.#under(specifier);
    return inside.length > 0 ? `${packageOf(specifier)} has no such part` : 'there is no such package on this page';
  }

  #cure(specifier: string): string {
    const inside = this.#under(specifier);
    const list = inside.length > 0 ? inside : [...this.#urls.keys()];
    const near = nearest(specifier, list) ?? list.find((name) => name.split('/').includes(specifier));
    const short = list.length > mostNamed ? list.filter((name) => name === packageOf(name)) : list;
    const there = `There is ${short.join(', ') || 'nothing'}`;
    return near === undefined ? there : `Did you mean '${near}'? ${there}`;
  }

  /** The parts of the specifier's package. */
  #under(specifier: string): string[] {
    const name = packageOf(specifier);
    return [...this.#urls.keys()].filter((known) => known === name || known.startsWith(`${name}/`));
  }
}

/** Names that a sentence can take; of more, packages stand without their parts. */
const mostNamed = 12;

/** `@scope/name` or `name`, without the part behind it. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
