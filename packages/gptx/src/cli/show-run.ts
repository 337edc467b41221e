import type { RunEvent } from '../run-event.ts';
import { Interruption } from './interruption.ts';
import { RunScreen } from './run-screen.ts';

/** What the user types to call this program. */
export function programName(): string {
  return process.env.npm_lifecycle_event === 'start' ? 'npm start --' : 'gptx';
}

/** Shows a run until it ends; Ctrl-C and the like save it and stop. */
export async function showRun(run: (signal: AbortSignal) => AsyncIterable<RunEvent>): Promise<void> {
  const screen = new RunScreen(process.stdout, { command: programName() });
  using interruption = new Interruption({
    onFirst: (signal) => {
      const again = signal === 'SIGINT' ? ' (Ctrl-C again leaves at once)' : '';
      screen.message(`${signal}: saving after this step${again} …`);
    },
  });
  try {
    for await (const event of run(interruption.signal)) {
      screen.show(event);
      // before the first step there is nothing to save
      if (interruption.signal.aborted && event.kind === 'estimate') {
        screen.message('nothing to save yet');
        return;
      }
    }
  } finally {
    screen.end();
  }
}
