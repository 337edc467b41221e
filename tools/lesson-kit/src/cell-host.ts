import type { MimeBundle } from './mime.ts';

/** Who shows what cells display: a page's worker, or a test that collects it. */
export interface CellHost {
  /** Shows something; under a number that was there before, in its place. `value` is what the bundle was made of. */
  show(bundle: MimeBundle, options: { readonly slot?: number; readonly value: unknown }): void;
  /** Whether the reader asked the running cell to end. */
  stopped(): boolean;
  /** What `live` holds back; all is shown when the cell ends. */
  readonly waiting: Set<() => void>;
}

// one for all copies of this package: the one that a cell imports need not be the one that runs it
const key = Symbol.for('@zero-to-gpt/lesson-kit/cell');

/** The host of the cell that runs now; undefined in a program of its own. */
export function cellHost(): CellHost | undefined {
  return (globalThis as { [key]?: CellHost })[key];
}

/** Puts a host in place of the one before, which is returned. */
export function setCellHost(host: CellHost | undefined): CellHost | undefined {
  const before = cellHost();
  (globalThis as { [key]?: CellHost | undefined })[key] = host;
  return before;
}
