import { readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { checkOptions } from '@zero-to-gpt/linalg';
import { encodeEvent, type SummaryValue } from '../runs/event-record.ts';
import { AppendFile } from './append-file.ts';

/** Options of `EventFile`. */
export interface EventFileOptions {
  /** Training steps done: what earlier files of the folder hold of later ones is void from here on. */
  readonly step?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A TensorBoard event file, open for appending. A folder may hold several, one for each time that a run went on. */
export class EventFile implements Disposable {
  readonly #file: AppendFile;
  readonly #now: () => number;

  /** Makes a new file in a folder. @throws Error that names the file and the reason */
  constructor(folder: string, options: EventFileOptions = {}) {
    const { step, now = Date.now } = checkOptions('EventFile', options, ['step', 'now']);
    this.#now = now;
    this.#file = new AppendFile(join(folder, newName(folder, Math.floor(now() / 1000))), { fresh: true });
    this.#append(0, 'version');
    if (step !== undefined) this.#append(step + 1, 'start');
  }

  /** Path of the file. */
  get path(): string {
    return this.#file.path;
  }

  /** Appends values of a step as one record. */
  write(step: number, values: readonly SummaryValue[]): void {
    this.#append(step, values);
  }

  /** Waits until all is on the disk. */
  flush(): void {
    this.#file.flush();
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }

  #append(step: number, what: 'version' | 'start' | readonly SummaryValue[]): void {
    this.#file.append(encodeEvent({ wallTime: this.#now() / 1000, step, what }));
  }
}

/** TensorBoard reads a folder's files in the order of their names, which begin with the time: later than all that are there. */
function newName(folder: string, seconds: number): string {
  const times = readdirSync(folder).map((name) => Number(/^events\.out\.tfevents\.(\d{1,10})\./.exec(name)?.[1] ?? 0));
  const time = Math.max(seconds, ...times.map((other) => other + 1));
  return `events.out.tfevents.${String(time).padStart(10, '0')}.${hostname()}.${process.pid}`;
}
