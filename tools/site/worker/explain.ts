import { format } from '@zero-to-gpt/lesson-kit/run';
import type { CellError } from '../shared/protocol.ts';
import { cureOf } from './cures.ts';
import { cutText } from './cut-item.ts';
import { importError } from './import-errors.ts';
import { cureOfCall, namedCall } from './members.ts';
import { cureOfUndefined, type Surroundings } from './names.ts';
import { ImportError } from './packages.ts';
import { frames, type Place, placeIn } from './place.ts';
import type { Run } from './run.ts';
import { isError, stackOf } from './thrown.ts';
import type { Workshop } from './workshop.ts';

/** Characters of a message. */
const most = 4000;

/** An error with the place of it, without what takes time to find out. Never throws, whatever was thrown. */
export function explain(error: unknown, run: Run, shop: Workshop): CellError {
  try {
    if (!isError(error)) return { name: 'Thrown', message: cutText(format(error), most), ...notAnError };
    const { name, message } = error;
    const plain = String(message).replace(/ \(\d+:\d+\)$/, '');
    const { place, from } = placeOf(error, run, shop);
    const cure = [ownCure(error) ?? unclosed(plain, place, run) ?? cureOf(plain), causeOf(error), from]
      .filter((text) => text !== undefined)
      .join('. ');
    return {
      name: String(name) || 'Error',
      message: withoutAddresses(cutText(plain, most), run, shop),
      ...place,
      ...(cure !== '' && { cure: withoutAddresses(cure, run, shop) }),
    };
  } catch {
    return { name: 'Thrown', message: 'something that cannot be shown', ...notAnError };
  }
}

/** The same with what the names on the page and in the packages tell. */
export async function explainWell(error: unknown, run: Run, shop: Workshop): Promise<CellError> {
  let plain = explain(error, run, shop);
  try {
    const known = await importError(error, run, shop);
    if (known !== error) plain = explain(known, run, shop);
    const code = plain.line === undefined ? '' : lineOf(run.code, plain.line);
    plain = { ...plain, message: namedCall(plain.message, code) };
    const cure = known === error ? await cureByNames(plain, code, shop.around(run)) : undefined;
    return cure === undefined ? plain : { ...plain, cure: joined(cure, plain.cure) };
  } catch {
    return plain; // hints are no reason to fail
  }
}

const notAnError = { cure: "throw new Error('…') would say in which line it was thrown" };

async function cureByNames({ message }: CellError, code: string, around: Surroundings): Promise<string | undefined> {
  const [, undeclared] = /^(\S+) is not defined$/.exec(message) ?? [];
  return undeclared === undefined ? cureOfCall(message, code, around) : cureOfUndefined(undeclared, around);
}

const lineOf = (code: string, line: number): string => code.split(/\r\n?|\n/)[line - 1] ?? '';

/** Both, unless the general one says less than the special one. */
function joined(special: string, from: string | undefined): string {
  const called = from === undefined ? undefined : /It was thrown in .*/.exec(from)?.[0];
  return called === undefined ? special : `${special}. ${called}`;
}

/** Where a run's own code was when it happened, and, if an earlier cell's function threw, where that was. */
function placeOf(error: Error, run: Run, shop: Workshop): { place?: Place; from?: string } {
  const { line, column } = error as Error & Partial<Place>;
  if (!run.linked || error instanceof ImportError)
    return typeof line === 'number' ? { place: { line, ...(typeof column === 'number' && { column }) } } : {};
  const ours = frames(stackOf(error));
  const mine = ours.find(({ url }) => url === run.linked?.url);
  const place = mine && placeIn(run, mine.line, mine.column);
  const [first] = ours;
  const other = first && first.url !== run.linked.url ? shop.runAt(first.url) : undefined;
  const from = other && `It was thrown in line ${first!.line} of the cell “${other.cell}”`;
  return { ...(place && { place }), ...(from !== undefined && { from }) };
}

/** Code that is at its end where more must come. */
function unclosed(message: string, place: Place | undefined, { code, linked }: Run): string | undefined {
  if (linked || !place || !/^Unexpected token|^Unterminated/.test(message)) return undefined;
  const rest = code
    .split(/\r\n?|\n/)
    .slice(place.line - 1)
    .join('\n')
    .slice((place.column ?? 1) - 1);
  return rest.trim() === '' ? 'The code ends too early: a bracket or a quotation mark is not closed' : undefined;
}

function ownCure(error: Error): string | undefined {
  const { cure } = error as { cure?: unknown };
  return typeof cure === 'string' ? cure : undefined;
}

function causeOf({ cause }: Error): string | undefined {
  return cause instanceof Error ? `It was caused by ${cause.name}: ${cause.message}` : undefined;
}

/** Addresses of modules say nothing to a reader. */
function withoutAddresses(text: string, run: Run, shop: Workshop): string {
  return text.replace(/\b(?:blob:|data:text\/javascript,|https?:\/\/)[^\s'"“”)]+/g, (url) => {
    const address = url.replace(/(?::\d+)?:\d+$/, '');
    const other = shop.runAt(address);
    if (other) return other === run ? 'this cell' : `the cell “${other.cell}”`;
    return shop.packages.named(address) ?? (url.startsWith('http') ? url : 'a cell');
  });
}
