import { type CPUDevice, createCPU } from '@zero-to-gpt/linalg';
import { type CompareOptions, compare, type NotedRow, type Sides } from '../comparison.ts';
import type { Peers } from './peers.ts';

/** What the parts of the benchmark measure with. */
export interface Section {
  /** The other side of the rows. */
  readonly peers: Peers;
  /** The device with so many threads: the same one for the whole run, so that its threads start once. */
  device(threads: number): CPUDevice;
  /** Measures a row, where it is wanted. `make` is not called where it is not. */
  row(id: string, make: () => Sides | Promise<Sides>, options?: CompareOptions): Promise<void>;
}

/** Seconds from the start of the run after which rows are measured once, without a warm-up: on a busy machine. */
const HURRY_AFTER = 500;

/** Collects the rows whose id begins with `only`. */
export class Rows implements Section {
  /** Those measured so far. */
  readonly rows: NotedRow[] = [];
  readonly peers: Peers;
  readonly #only: string;
  readonly #log: (line: string) => void;
  readonly #start = performance.now();
  readonly #devices = new Map<number, CPUDevice>();

  /** `log` takes a line for every row. */
  constructor({ peers, only, log }: { peers: Peers; only: string; log(line: string): void }) {
    this.peers = peers;
    this.#only = only;
    this.#log = log;
  }

  device(threads: number): CPUDevice {
    const device = this.#devices.get(threads) ?? createCPU({ threads, turbo: false });
    this.#devices.set(threads, device);
    return device;
  }

  async row(id: string, make: () => Sides | Promise<Sides>, options: CompareOptions = {}): Promise<void> {
    if (!id.startsWith(this.#only)) return;
    const start = performance.now();
    const isLate = start - this.#start > 1000 * HURRY_AFTER;
    const row = await compare(id, await make(), isLate ? { ...options, rounds: 1, warmup: 0 } : options);
    this.rows.push(row);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    this.#log(`${id}  ${row.ratio.toPrecision(3)}×  in ${seconds} s${row.note ? `  ${row.note}` : ''}`);
  }
}
