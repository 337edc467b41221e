import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkOptions } from '@zero-to-gpt/linalg';
import type { HostTensor } from '../data/host-tensor.ts';
import type { SummaryValue } from '../runs/event-record.ts';
import { histogramOf } from '../runs/histogram.ts';
import { AppendFile } from './append-file.ts';
import { encodeJSON, type JSONValue } from './checkpoint-meta.ts';
import { EventFile } from './event-file.ts';
import { reasonOf } from './file-system.ts';
import { cutMetrics, encodeLine, metricsFile, readMetrics } from './metrics-file.ts';
import { encodePNG } from './png.ts';
import { lockRun, type RunLock } from './run-lock.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

/** Options of `RunLogger`. */
export interface RunLoggerOptions {
  /** Training steps done: goes on with the run in the folder, without what it holds of later steps. */
  readonly step?: number;
  /** Whether to write TensorBoard's event file too. Default true. */
  readonly tensorboard?: boolean;
  /** Whether to take the folder's lock. Default true; false for a caller that holds it. */
  readonly lock?: boolean;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
}

/**
 * Writes down how a run goes, into its folder: numbers as lines of `metrics.jsonl` and, with texts, histograms and
 * pictures, as an event file that `tensorboard --logdir` shows. Both only grow, and hold what was logged even where the
 * process is killed the next moment; `flush` is for power cuts. One writer at a time: the folder is locked.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { readMetrics, RunLogger } from '@zero-to-gpt/optim/node';
 *
 * const folder = await mkdtemp(join(tmpdir(), 'run-'));
 * {
 *   using logger = new RunLogger(folder);
 *   logger.log(1, { loss: 2.5, 'valid/loss': 2.75 });
 *   logger.log(2, { loss: 2.25 });
 * }
 * using logger = new RunLogger(folder, { step: 1 }); // goes on behind step 1, and makes step 2 again
 * logger.log(2, { loss: 2.125 });
 * readMetrics(folder).map(({ step, metrics }) => [step, metrics]);
 * // → [[1, { loss: 2.5, 'valid/loss': 2.75 }], [2, { loss: 2.125 }]]
 * ```
 */
export class RunLogger implements Disposable {
  /** The run's folder. */
  readonly folder: string;
  readonly #lock: RunLock | null;
  readonly #metrics: AppendFile;
  readonly #events: EventFile | null = null;
  readonly #now: () => number;

  /**
   * Makes the folder where there is none.
   * @throws Error where it holds a run already and no `step` says where to go on, or another process writes into it
   */
  constructor(folder: string, options: RunLoggerOptions = {}) {
    const {
      step,
      tensorboard = true,
      lock = true,
      now = Date.now,
    } = checkOptions('RunLogger', options, ['step', 'tensorboard', 'lock', 'now']);
    if (step !== undefined) checkStep(step);
    this.folder = folder;
    this.#now = now;
    try {
      mkdirSync(folder, { recursive: true });
    } catch (cause) {
      throw new Error(`Cannot make run folder ${folder}: ${reasonOf(cause)}`, { cause });
    }
    this.#lock = lock ? lockRun(folder) : null;
    try {
      if (step === undefined) refuseRun(folder);
      cutMetrics(folder, step ?? 0);
      this.#events = tensorboard ? new EventFile(folder, { now, ...(step === undefined ? {} : { step }) }) : null;
      this.#metrics = new AppendFile(join(folder, metricsFile));
    } catch (error) {
      this.#events?.[Symbol.dispose]();
      this.#lock?.[Symbol.dispose]();
      throw error;
    }
  }

  /**
   * Writes numbers of a step down: one line of `metrics.jsonl`, one event. NaN and infinity are kept.
   * @throws TypeError for what is no number, RangeError for a step that cannot be and the names `step` and `time`
   */
  log(step: number, metrics: Readonly<Record<string, number>>): void {
    checkStep(step);
    for (const [name, value] of Object.entries(metrics)) {
      checkTag(name);
      if (name === 'step' || name === 'time') throw new RangeError(`Cannot log "${name}": every line has its own`);
      if (typeof value !== 'number')
        throw new TypeError(`Cannot log "${name}": found ${typeof value}, expected a number, as of x.item()`);
    }
    this.#metrics.append(encodeLine({ step, time: this.#now() / 1000, metrics }));
    this.#write(
      step,
      Object.entries(metrics).map(([tag, value]) => ({ kind: 'scalar', tag, value })),
    );
  }

  /** Writes a text of a step down, which TensorBoard shows as Markdown. */
  text(step: number, tag: string, text: string): void {
    this.#write(checkStep(step), [{ kind: 'text', tag: checkTag(tag), text }]);
  }

  /** Writes down how values are spread, such as `await parameter.data()`; those that are not finite are left out. */
  histogram(step: number, tag: string, values: ArrayLike<number>): void {
    this.#write(checkStep(step), [{ kind: 'histogram', tag: checkTag(tag), histogram: histogramOf(values) }]);
  }

  /** Writes a picture down: [height, width] or [height, width, 1 to 4], uint8, or floats from 0 to 1. @throws RangeError, TypeError for another */
  image(step: number, tag: string, image: HostTensor): void {
    this.#write(checkStep(step), [{ kind: 'image', tag: checkTag(tag), image: encodePNG(image) }]);
  }

  /** Writes the run's settings down as `config.json`, and as a text for TensorBoard. */
  async config(settings: Readonly<Record<string, JSONValue>>): Promise<void> {
    const json = encodeJSON(settings, 'config.json');
    await writeFileAtomic(join(this.folder, 'config.json'), json);
    this.text(0, 'config', `\`\`\`json\n${json}\`\`\``);
  }

  /** Waits until all is on the disk, safe from a power cut; `saveCheckpoint` is a good moment. */
  flush(): void {
    this.#metrics.flush();
    this.#events?.flush();
  }

  /** Closes the files and gives the folder back. */
  [Symbol.dispose](): void {
    this.#metrics[Symbol.dispose]();
    this.#events?.[Symbol.dispose]();
    this.#lock?.[Symbol.dispose]();
  }

  #write(step: number, values: readonly SummaryValue[]): void {
    if (values.length > 0) this.#events?.write(step, values);
  }
}

function refuseRun(folder: string): void {
  const last = readMetrics(folder).at(-1);
  if (!last) return;
  throw new Error(
    `Cannot start a run in ${folder}: its ${metricsFile} goes up to step ${last.step}; give { step } to go on, 0 to begin anew`,
  );
}

function checkStep(step: number): number {
  if (Number.isSafeInteger(step) && step >= 0) return step;
  throw new RangeError(`Cannot log at step ${step}: expected a whole number, at least 0`);
}

function checkTag(tag: string): string {
  if (tag !== '' && !/\p{Surrogate}/u.test(tag)) return tag;
  throw new RangeError(`Cannot log "${tag}": expected a name`);
}
