import { format } from '@zero-to-gpt/lesson-kit/run';
import type { CellError } from '../shared/protocol.ts';
import type { Desk } from './desk.ts';
import { frames, type Place, placeIn } from './place.ts';
import type { Run } from './run.ts';

/** Says in words for a learner what a run has thrown. */
export class Explainer {
  protected readonly desk: Desk;
  readonly #run: Run;

  constructor(desk: Desk, run: Run) {
    this.desk = desk;
    this.#run = run;
  }

  async explainWell(error: unknown): Promise<CellError> {
    return this.explain(error);
  }

  /** Never throws, whatever was thrown. */
  explain(error: unknown): CellError {
    try {
      if (!(error instanceof Error)) return { name: 'Thrown', message: format(error) };
      const { name, message, cure } = error as Error & { cure?: string };
      const plain = String(message).replace(/ \(\d+:\d+\)$/, '');
      return { name: String(name), message: plain, ...this.#place(error), ...(cure && { cure }) };
    } catch {
      return { name: 'Thrown', message: 'something that cannot be shown' };
    }
  }

  #place(error: Error): Place | undefined {
    const { line, column } = error as Error & Partial<Place>;
    if (typeof line === 'number' && typeof column === 'number') return { line, column };
    const { linked } = this.#run;
    const frame = frames(String(error.stack)).find(({ url }) => url === linked?.url);
    return frame && placeIn(this.#run, frame.line, frame.column);
  }
}
