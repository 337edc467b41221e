import type { Binary, Part, Unary } from './formula.ts';

const functions = new Set<string>(['abs', 'exp', 'log', 'sqrt', 'sin', 'cos', 'tanh', 'sigmoid', 'relu']);
const sums: Readonly<Record<string, Binary>> = { '+': 'add', '-': 'sub' };
const products: Readonly<Record<string, Binary>> = { '*': 'mul', '/': 'div' };

/** Reads lines `name = formula` with a semicolon between them; the last may do without the name. @throws RangeError */
export function parse(text: string): Part[] {
  const tokens = tokensOf(text);
  const parts: Part[] = [];
  const known = new Map<string, number>();
  let at = 0;
  let unnamed = 0;

  const next = (): string | undefined => tokens[at];
  const wanted = (what: string): RangeError =>
    new RangeError(`found ${next() === undefined ? 'its end' : `"${next()}"`}, wanted ${what}`);
  const take = (token: string): void => {
    if (next() !== token) throw wanted(`"${token}"`);
    at++;
  };
  const put = (part: Part): number => parts.push(part) - 1;
  const fresh = (): string => {
    let name: string;
    do name = `v${++unnamed}`;
    while (tokens.includes(name));
    return name;
  };

  /** a + b − c, or with the other signs products: from the left. */
  const chain = (signs: Readonly<Record<string, Binary>>, read: () => number) => (): number => {
    let left = read();
    for (let sign = next() ?? ''; Object.hasOwn(signs, sign); sign = next() ?? '') {
      at++;
      const right = read();
      left = put({ kind: 'binary', name: '', operation: signs[sign]!, inputs: [left, right] });
    }
    return left;
  };
  const minus = (): number => {
    if (next() !== '-') return power();
    at++;
    if (/^[\d.]/.test(next() ?? '') && tokens[at + 1] !== '^')
      return put({ kind: 'constant', value: -Number(tokens[at++]) });
    return put({ kind: 'unary', name: '', operation: 'neg', inputs: [minus()] });
  };
  const power = (): number => {
    const base = atom();
    if (next() !== '^') return base;
    at++;
    return put({ kind: 'binary', name: '', operation: 'pow', inputs: [base, minus()] });
  };
  const atom = (): number => {
    const token = next();
    if (token === undefined || !/^[\w.(]/.test(token)) throw wanted('a number, a name or "("');
    at++;
    if (token === '(' || functions.has(token)) {
      if (token !== '(') take('(');
      const inner = sum();
      take(')');
      return token === '(' ? inner : put({ kind: 'unary', name: '', operation: token as Unary, inputs: [inner] });
    }
    if (/^[\d.]/.test(token)) return put({ kind: 'constant', value: Number(token) });
    const place = known.get(token) ?? put({ kind: 'leaf', name: token });
    known.set(token, place);
    return place;
  };
  const sum = chain(sums, chain(products, minus));

  const line = (): void => {
    const name = tokens[at + 1] === '=' ? next()! : null;
    if (name !== null) {
      if (!/^[A-Za-z]/.test(name) || functions.has(name)) throw wanted('a name before "="');
      if (known.has(name)) throw new RangeError(`${name} is there already, wanted another name before "="`);
      at += 2;
    }
    const made = sum();
    const part = parts[made]!;
    if (name === null) return;
    if (part.kind === 'leaf' || part.kind === 'constant' || part.name !== '')
      throw new RangeError(`${name} is a name for what is there already, wanted an operation`);
    parts[made] = { ...part, name };
    known.set(name, made);
  };
  line();
  while (next() === ';') {
    at++;
    line();
  }
  if (next() !== undefined) throw wanted('an operation or ";"');
  return parts.map((part) => ('operation' in part && part.name === '' ? { ...part, name: fresh() } : part));
}

function tokensOf(text: string): readonly string[] {
  const tokens = text.match(/\d+\.?\d*|\.\d+|[A-Za-z]\w*|\S/g) ?? [];
  const odd = tokens.find((token) => !/^[\w.]|^[-+*/^()=;]$/.test(token));
  if (odd !== undefined) throw new RangeError(`found "${odd}", wanted names, numbers, + - * / ^ ( ) = and ;`);
  return tokens;
}
