import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMetrics } from '../../src/node/metrics-file.ts';
import { isLocked } from '../../src/node/run-lock.ts';
import { RunLogger } from '../../src/node/run-logger.ts';
import { encodeEvent } from '../../src/runs/event-record.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'optim-')), 'run');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const at = 1_700_000_000;
const now = () => at * 1000;
const events = () => readdirSync(folder).filter((name) => name.startsWith('events.'));
const steps = () => readMetrics(folder).map(({ step }) => step);

test('RunLogger writes numbers as lines of metrics.jsonl, at once', () => {
  using logger = new RunLogger(folder, { now });
  logger.log(1, { loss: 2.5, 'valid/loss': Number.NaN });
  logger.log(2, {});
  expect(readFileSync(join(folder, 'metrics.jsonl'), 'utf8')).toBe(
    `{"step":1,"time":${at},"loss":2.5,"valid/loss":"NaN"}\n{"step":2,"time":${at}}\n`,
  );
});

test('RunLogger writes one event file, whose name has the time, the machine and the process', () => {
  using logger = new RunLogger(folder, { now });
  expect(events()).toEqual([`events.out.tfevents.${at}.${hostname()}.${process.pid}`]);
  logger.log(1, { a: 1, b: 2 });
  const event = (step: number, what: Parameters<typeof encodeEvent>[0]['what']) =>
    encodeEvent({ wallTime: at, step, what });
  expect(readFileSync(join(folder, events()[0]!))).toEqual(
    Buffer.concat([
      event(0, 'version'),
      event(1, [
        { kind: 'scalar', tag: 'a', value: 1 },
        { kind: 'scalar', tag: 'b', value: 2 },
      ]),
    ]),
  );
});

test('RunLogger writes no event file without tensorboard', async () => {
  using logger = new RunLogger(folder, { tensorboard: false });
  logger.text(1, 'note', 'hi');
  logger.histogram(1, 'w', [1]);
  logger.image(1, 'i', { shape: [1, 1], data: Uint8Array.of(1) });
  await logger.config({ lr: 1 });
  logger.log(1, { a: 1 });
  logger.flush();
  expect(events()).toEqual([]);
  expect(steps()).toEqual([1]);
});

test('RunLogger goes on with a run, without what it holds of later steps, in a later event file', () => {
  {
    using logger = new RunLogger(folder, { now });
    for (let step = 1; step <= 5; step++) logger.log(step, { loss: step });
  }
  const [before] = events();
  const length = statSync(join(folder, before!)).size;
  using logger = new RunLogger(folder, { step: 3, now: () => now() - 60_000 }); // clocks are set back now and then
  expect(steps()).toEqual([1, 2, 3]);
  logger.log(4, { loss: 0 });
  expect(readMetrics(folder).at(-1)?.metrics).toEqual({ loss: 0 });
  expect(events()).toHaveLength(2);
  expect(events().sort()[0]).toBe(before);
  expect(statSync(join(folder, before!)).size).toBe(length);
  const second = readFileSync(join(folder, events().sort()[1]!));
  expect(second.includes(Buffer.from(encodeEvent({ wallTime: at - 60, step: 4, what: 'start' })))).toBe(true);
});

test('RunLogger does not begin a run where there is one', () => {
  {
    using logger = new RunLogger(folder);
    logger.log(7, { loss: 1 });
  }
  expect(() => new RunLogger(folder)).toThrow(
    `Cannot start a run in ${folder}: its metrics.jsonl goes up to step 7; give { step } to go on, 0 to begin anew`,
  );
  expect(isLocked(folder)).toBe(false);
  new RunLogger(folder, { step: 0 })[Symbol.dispose]();
  expect(steps()).toEqual([]);
});

test('RunLogger begins where an earlier one wrote no whole line', () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'metrics.jsonl'), '{"step":1,');
  using logger = new RunLogger(folder);
  logger.log(1, { loss: 1 });
  expect(steps()).toEqual([1]);
});

test('RunLogger keeps a second writer out, unless it holds the lock itself', () => {
  {
    using logger = new RunLogger(folder);
    expect(() => new RunLogger(folder, { step: 0 })).toThrow(`Cannot write into ${folder}: process ${process.pid} on`);
    new RunLogger(folder, { step: 0, lock: false })[Symbol.dispose]();
    logger.log(1, {});
    expect(isLocked(folder)).toBe(true);
  }
  expect(isLocked(folder)).toBe(false);
});

test('RunLogger writes settings as config.json', async () => {
  using logger = new RunLogger(folder);
  await logger.config({ lr: 0.1, names: ['a'] });
  expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toEqual({ lr: 0.1, names: ['a'] });
  await expect(logger.config({ lr: Number.NaN })).rejects.toThrow('Cannot save "lr" in config.json: NaN is not JSON');
});

test('RunLogger refuses what cannot be logged, and writes nothing of it', () => {
  using logger = new RunLogger(folder);
  const any = (value: unknown) => value as number;
  expect(() => logger.log(-1, {})).toThrow('Cannot log at step -1: expected a whole number, at least 0');
  expect(() => logger.log(1.5, {})).toThrow('Cannot log at step 1.5');
  expect(() => logger.text(Number.NaN, 'a', '')).toThrow('Cannot log at step NaN');
  expect(() => logger.log(1, { step: 1 })).toThrow('Cannot log "step": every line has its own');
  expect(() => logger.log(1, { '': 1 })).toThrow('Cannot log "": expected a name');
  expect(() => logger.log(1, { ok: 1, loss: any({}) })).toThrow(
    'Cannot log "loss": found object, expected a number, as of x.item()',
  );
  expect(() => logger.image(1, '\ud800', { shape: [1, 1], data: Uint8Array.of(1) })).toThrow('expected a name');
  expect(() => logger.histogram(1, '', [])).toThrow('Cannot log "": expected a name');
  expect(() => new RunLogger(join(folder, 'x'), { step: 0.5 })).toThrow('Cannot log at step 0.5');
  expect(readMetrics(folder)).toEqual([]);
});

test('RunLogger says why a folder cannot be made, and why its old lines cannot be read', () => {
  writeFileSync(join(folder, '..', 'file'), '');
  const path = join(folder, '..', 'file');
  expect(() => new RunLogger(path)).toThrow(`Cannot make run folder ${path}: a part of the path is a file`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'metrics.jsonl'), 'damaged\n');
  expect(() => new RunLogger(folder, { step: 1 })).toThrow('line 1 is not an object of numbers');
  expect(isLocked(folder)).toBe(false);
});

test('RunLogger leaves whole lines behind a process that is killed', () => {
  const program = `
    import { RunLogger } from ${JSON.stringify(join(import.meta.dirname, '../../src/node/run-logger.ts'))};
    const logger = new RunLogger(${JSON.stringify(folder)});
    for (let step = 1; step <= 20; step++) logger.log(step, { loss: step });
    process.kill(process.pid, 'SIGKILL');`;
  const args = ['--conditions=@zero-to-gpt/source', '--no-warnings', '--input-type=module', '-e', program];
  const { signal, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([signal, stderr]).toEqual(['SIGKILL', '']);
  expect(steps()).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  new RunLogger(folder, { step: 20 })[Symbol.dispose](); // the lock of a dead process is no hindrance
});
