import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a suite may need that not every machine has. */
export type Need =
  | 'pytorch'
  | 'numpy'
  | 'onnx'
  | 'fashion-mnist'
  | 'data'
  | 'registry'
  | 'chromium'
  | 'firefox'
  | 'tmux';

/** The Python that has PyTorch: Debian's, or the one that ZERO_TO_GPT_PYTHON names. */
export const python: string = process.env.ZERO_TO_GPT_PYTHON ?? '/usr/bin/python3';

/** Folder of test inputs that are not part of the repository (Tiny Shakespeare and the like); undefined where it is not set. */
export const data: string | undefined = process.env.ZERO_TO_GPT_DATA;

/** Folder of ONNX's node cases, a folder each: Debian's. */
export const onnxCases = '/usr/share/libonnx-testdata/data/node';

/** Folder of Fashion-MNIST's four files: Debian's. */
export const fashionMNIST = '/usr/share/datasets/fashion-mnist';

const browserPaths = {
  chromium: process.env.CHROMIUM ?? '/usr/bin/chromium',
  firefox: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
} as const;

/** The program of a browser: Debian's, or the one that CHROMIUM or FIREFOX in the environment names. */
export function browserPath(name: 'chromium' | 'firefox'): string {
  return browserPaths[name];
}

/** Why a need is not met; undefined where it is. */
const reasons = {
  pytorch: () =>
    spawnSync(python, [
      '-c',
      'import importlib.util as u, sys; sys.exit(not (u.find_spec("torch") and u.find_spec("numpy")))',
    ]).status === 0
      ? undefined
      : `${python} has no torch and numpy: apt-get install python3-torch python3-numpy`,
  numpy: () =>
    spawnSync(python, ['-c', 'import numpy']).status === 0
      ? undefined
      : `${python} has no numpy: apt-get install python3-numpy`,
  onnx: () => missing(onnxCases, 'apt-get install libonnx-testdata'),
  'fashion-mnist': () => missing(fashionMNIST, 'apt-get install dataset-fashion-mnist'),
  data: () =>
    data && existsSync(data) ? undefined : 'ZERO_TO_GPT_DATA names no folder of test inputs: see CONTRIBUTING.md',
  registry: () =>
    spawnSync('npm', ['view', 'typescript', 'version', '--prefer-online'], { shell: process.platform === 'win32' })
      .status === 0
      ? undefined
      : 'the npm registry does not answer',
  chromium: () => missing(browserPaths.chromium, 'apt-get install chromium, or name another in CHROMIUM'),
  firefox: () => missing(browserPaths.firefox, 'apt-get install firefox-esr, or name another in FIREFOX'),
  tmux: () => (spawnSync('tmux', ['-V']).status === 0 ? undefined : 'tmux is not there: apt-get install tmux'),
} satisfies Record<Need, () => string | undefined>;

/**
 * Whether this machine lacks what a suite needs: `describe.skipIf(lacks('pytorch'))(…)`. Says so loudly, and throws
 * where ZERO_TO_GPT_REQUIRE (a list with commas) names the need, so that CI cannot pass by skipping.
 */
export function lacks(need: Need): boolean {
  const why = reasons[need]();
  if (why === undefined) return false;
  if ((process.env.ZERO_TO_GPT_REQUIRE ?? '').split(',').includes(need))
    throw new Error(`Cannot skip what needs ${need}, which ZERO_TO_GPT_REQUIRE names: ${why}`);
  console.warn(`SKIPPED what needs ${need}: ${why}`);
  return true;
}

function missing(file: string, cure: string): string | undefined {
  return existsSync(file) ? undefined : `${file} is not there: ${cure}`;
}
