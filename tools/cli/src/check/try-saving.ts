import { CommandError } from '../command-error.ts';
import { paint } from '../terminal/paint.ts';

/** Does what saves something; where the folder cannot be written, says so and goes on, for the answer matters more. */
export function trySaving(save: () => void): void {
  try {
    save();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(paint.yellow(`Progress is not saved. ${error.message}`));
  }
}
