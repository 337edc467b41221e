import { withBase } from 'vitepress';
import type { Manifest } from '../../shared/manifest.ts';
import type { Ask, Tell } from './messages.ts';

/** One run in a worker of its own, from the click to its end. */
export class Trainer {
  readonly #tell: (message: Tell) => void;
  #worker: Worker | null = null;
  #busy = true;

  constructor(seed: number, { tell }: { tell: (message: Tell) => void }) {
    this.#tell = tell;
    void this.#start(seed).catch((error: unknown) =>
      this.#fail(error instanceof Error ? error.message : String(error)),
    );
  }

  /** Whether it trains. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Asks the trained model for more names. */
  more(stream: number): void {
    this.#worker?.postMessage({ type: 'more', stream } satisfies Ask);
  }

  /** Ends the worker, whatever it does; nothing is told any more. */
  end(): void {
    this.#busy = false;
    this.#worker?.terminate();
    this.#worker = null;
  }

  async #start(seed: number): Promise<void> {
    const url = new URL(withBase('/zg/manifest.json'), location.href);
    const { demo }: Manifest = await (await fetch(url)).json();
    if (!demo) throw new Error('this build of the site has no demo');
    if (!this.#busy) return;
    this.#worker = new Worker(new URL(demo.worker, url), { type: 'module', name: 'demo' });
    this.#worker.onerror = (event) => this.#fail(event.message || 'its worker could not be loaded');
    this.#worker.onmessage = ({ data }: MessageEvent<Tell>) => {
      if (data.type === 'done') this.#busy = false;
      this.#tell(data);
    };
    this.#worker.postMessage({ type: 'train', seed, names: new URL(demo.names, url).href } satisfies Ask);
  }

  #fail(message: string): void {
    if (!this.#busy) return;
    this.#busy = false;
    this.#tell({ type: 'failed', message });
  }
}
