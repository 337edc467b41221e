import { Command } from 'commander';
import { resumableSettings, resumeRun } from '../resume-run.ts';
import { addSettingFlags, givenSettings } from './setting-flags.ts';
import { showRun } from './show-run.ts';

/** `gptx resume <run>`. */
export function resumeCommand(): Command {
  const command = new Command('resume')
    .description('go on with a run from its newest good checkpoint')
    .argument('<run>', 'folder of the run');
  addSettingFlags(command, ['text', ...resumableSettings]);
  return command.action(async (run: string, options: Record<string, unknown>) => {
    const { text, ...changes } = givenSettings(options);
    await showRun((signal) => resumeRun(run, { changes, text, signal }));
  });
}
