import { Command } from 'commander';
import { readConfigFile } from '../config-file.ts';
import { trainRun } from '../train-run.ts';
import { addSettingFlags, givenSettings } from './setting-flags.ts';
import { showRun } from './show-run.ts';
import { UsageError } from './usage-error.ts';

/** `gptx train [text]`. */
export function trainCommand(): Command {
  const command = new Command('train')
    .description('train a GPT on a text file, or on Moby Dick')
    .argument('[text]', 'text file: UTF-8, UTF-16 or Latin-1')
    .option('--out <folder>', 'folder of the run [runs/<name of the text>]')
    .option('--config <file>', 'JSON file of settings; flags come before it');
  addSettingFlags(command).addHelpText(
    'after',
    '\nA flag may be spelt as in a config file: --nLayer 4 is --n-layer 4.',
  );
  return command.action(async (text: string | undefined, options: { out?: string; config?: string }) => {
    const flags = givenSettings({ ...options });
    if (text !== undefined && flags.text !== undefined) {
      throw new UsageError(`Cannot train on two texts: found '${text}' and --text '${flags.text}'`);
    }
    const { textSha256, ...file } = options.config === undefined ? {} : readConfigFile(options.config);
    const chosen = text ?? flags.text;
    // the hash in a config file is that of its own text
    const settings = {
      ...file,
      ...(textSha256 != null && chosen === undefined && { textSha256 }),
      ...flags,
      ...(chosen !== undefined && { text: chosen }),
    };
    await showRun((signal) => trainRun(settings, { out: options.out, signal }));
  });
}
