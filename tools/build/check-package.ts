// node check-package.ts [--exclude-entrypoints NAME …]
// Packs the package in this folder, once, as a release does, and asks publint and attw about what npm would get. The
// arguments are attw's. Says nothing unless something is wrong.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-pack-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Runs a command; shows what it said and ends with its status where it fails. */
function run(command: string, ...args: string[]): void {
  const options = { encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const { status, error, stdout, stderr } = spawnSync(command, args, options);
  if (error) throw error;
  if (status === 0) return;
  process.stderr.write(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  process.exit(status ?? 1);
}

run('pnpm', 'pack', '--pack-destination', folder, '--config.ignore-scripts=true');
const packed = join(folder, readdirSync(folder)[0]!); // it was packed into an empty folder
run('publint', 'run', packed, '--strict');
run('attw', packed, '--profile', 'node16', '--quiet', ...process.argv.slice(2));
