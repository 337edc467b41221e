import { schedules } from '@zero-to-gpt/optim';
import { describe, expect, test } from 'vitest';
import { about, values } from '../../widgets/schedule/about.ts';
import {
  complete,
  every,
  letters,
  meanOf,
  nextLane,
  type Run,
  ratesFor,
  runSteps,
  seeds,
} from '../../widgets/schedule/model.ts';
import { codeFor, decaySteps, type Kind, kinds, type Settings, scheduleFor } from '../../widgets/schedule/recipe.ts';
import { type Measured, train } from '../../widgets/schedule/trainer.ts';
import { carTrack } from '../../widgets/schedule/training.ts';
import { brief, runSentence, scheduleSentence } from '../../widgets/schedule/words.ts';

const base: Settings = { kind: 'cosine', warmup: 0, peak: 0.1, final: 0, steps: 400 };
const set = (changed: Partial<Settings>): Settings => ({ ...base, ...changed });
const names = Object.keys(kinds) as Kind[];

/** What a program gets that contains the code. */
function evaluated(code: string): (step: number) => number {
  return new Function('schedules', `${code} return schedule;`)(schedules) as (step: number) => number;
}

describe('codeFor()', () => {
  const cases = names.flatMap((kind) =>
    [20, 0].flatMap((warmup) => [0, 0.001].map((final) => set({ kind, warmup, final, steps: 300 }))),
  );
  test.each(cases.filter(({ kind, warmup }) => kind !== 'inverseSqrt' || warmup > 0))(
    'writes the schedule that is drawn: $kind, warm-up $warmup, to $final',
    (settings) => {
      const [drawn, written] = [scheduleFor(settings), evaluated(codeFor(settings))];
      for (let step = 0; step < 500; step++) expect(written(step)).toBe(drawn(step));
    },
  );

  test('is one line where the package has one, and three where it needs two schedules', () => {
    expect(codeFor(set({ warmup: 20, final: 0.001 }))).toBe(
      'const schedule = schedules.cosine({ lr: 0.1, minLr: 0.001, warmupSteps: 20, steps: 400 });',
    );
    expect(codeFor(set({ kind: 'linear', warmup: 20, final: 0.001 })).split('\n')).toEqual([
      'const up = schedules.linear({ lr: 0.1, startFactor: 1 / 21, steps: 20 });',
      'const then = schedules.linear({ lr: 0.1, startFactor: 1, endFactor: 0.001 / 0.1, steps: 380 });',
      'const schedule = schedules.sequential([up, then], { milestones: [20] });',
    ]);
  });
});

describe('scheduleFor()', () => {
  test.each(names)('%s reaches the highest rate after the warm-up, and none above it', (kind) => {
    const rates = Array.from({ length: runSteps }, (_, step) => scheduleFor(set({ kind, warmup: 20 }))(step));
    expect(Math.max(...rates)).toBeCloseTo(0.1, 12);
    expect(rates.indexOf(Math.max(...rates))).toBeGreaterThanOrEqual(18);
    expect(rates.indexOf(Math.max(...rates))).toBeLessThanOrEqual(20);
    expect(rates[0]).toBeLessThan(0.1 / 4);
  });

  test.each(['linear', 'cosine', 'warmupStableDecay'] as const)('%s comes down to the rate at the end', (kind) => {
    expect(scheduleFor(set({ kind, final: 0.001, warmup: 50 }))(400)).toBeCloseTo(0.001, 12);
  });

  test('a line up is that of the cosine', () => {
    const [line, cosine] = (['constant', 'cosine'] as const).map((kind) => scheduleFor(set({ kind, warmup: 30 })));
    for (let step = 0; step < 30; step++) expect(line!(step)).toBeCloseTo(cosine!(step), 15);
  });

  test('decays over a fifth', () => {
    expect([400, 98, 2].map(decaySteps)).toEqual([80, 20, 1]);
  });
});

test('ratesFor() gives one rate for each step, or the reason of the package', () => {
  expect(ratesFor(base)).toMatchObject({ rates: { length: 400 } });
  expect(ratesFor(set({ warmup: 5, steps: 2 }))).toEqual({
    refusal: 'RangeError: Cannot warm up for 5 of 2 steps: warmupSteps must be below steps',
  });
});

/** All losses of a run of the lesson. */
async function trained(changed: Partial<Settings>): Promise<Measured> {
  const track = await carTrack();
  return new Promise((done) => {
    train(track, scheduleFor(set(changed)), (losses, over) => over && done(losses));
  });
}
const ends = (losses: Measured): string[] => losses.map((one) => one.at(-1)!.toFixed(3));

describe('train()', () => {
  test('gets the numbers of the lesson, on its line and from its three starts', async () => {
    expect((await carTrack()).line.toFixed(3)).toBe('0.191');
    const cosine = await trained({});
    expect(ends(cosine)).toEqual(['0.119', '0.121', '0.121']);
    expect(cosine.map((one) => one.length)).toEqual(Array(seeds.length).fill(runSteps / every + 1));
  });

  test('has NaN for the starts that are lost', async () => {
    expect(ends(await trained({ peak: 0.3 }))).toEqual(['NaN', '0.125', 'NaN']);
  });

  test('stops, and tells nothing more', async () => {
    const track = await carTrack();
    let told = 0;
    const stop = train(track, scheduleFor(base), () => {
      told += 1;
      stop();
    });
    await new Promise((done) => setTimeout(done, 100));
    expect(told).toBe(1);
  });
});

/** A run that came out so. */
function ran(lane: number, last: readonly number[], changed: Partial<Settings> = {}): Run {
  return { settings: set(changed), lane, losses: last.map((loss) => [...Array<number>(20).fill(1), loss]) };
}

describe('runs', () => {
  test('take the free places, then that of the oldest', () => {
    const three = [0, 1, 2].map((lane) => ran(lane, [0.1]));
    expect(letters).toHaveLength(three.length);
    expect([nextLane([]), nextLane(three.slice(0, 2)), nextLane(three)]).toEqual([0, 2, 0]);
    expect(nextLane([three[1]!, three[2]!, three[0]!])).toBe(1);
  });

  test('are complete when all has been measured', () => {
    expect(complete(ran(0, [0.1, 0.2]))).toBe(true);
    expect(complete({ ...ran(0, [0.1]), losses: [[1, 0.5]] })).toBe(false);
  });

  test('have a mean', () => {
    expect(meanOf(ran(0, [0.1, 0.2, 0.3]))).toBeCloseTo(0.2, 12);
    expect(meanOf(ran(0, [0.1, NaN, 0.3]))).toBeNaN();
  });
});

test.each<[Partial<Settings>, string]>([
  [{ kind: 'constant' }, '0.1 at each of the 400 steps: the last one is as long as the first.'],
  [{ kind: 'constant', warmup: 20 }, 'Up to 0.1 in 20 steps, and so it stays: the last step is as long as any.'],
  [{}, '0.1 at first, then along half a cosine down to 0. It ends where the run ends.'],
  [
    { kind: 'linear', steps: 98 },
    '0.1 at first, then in a line down to 0. It ends at step 98: the other 302 steps change nothing.',
  ],
  [
    { steps: 4000, final: 0.001 },
    '0.1 at first, then along half a cosine down to 0.001. It is made for 4000 steps, and the run has 400: the last one still has a rate of 0.098.',
  ],
  [
    { kind: 'warmupStableDecay', warmup: 10, steps: 200, final: 0.001 },
    'Up to 0.1 in 10 steps, level until step 160, then in a line down to 0.001. It ends at step 200: the other 200 steps creep on at 0.001.',
  ],
  [
    { kind: 'inverseSqrt', warmup: 100 },
    'Up to 0.1 in 100 steps, then down as one over the root of the step, to 0.05 at the last one. It needs no horizon.',
  ],
  [{ kind: 'oneCycle' }, 'From 0.1 down along half a cosine to nearly nothing. It ends where the run ends.'],
])('scheduleSentence() says what %j does', (changed, words) => {
  const now = ratesFor(set(changed));
  expect('rates' in now && scheduleSentence(set(changed), now.rates)).toBe(words);
});

test('runSentence() compares with the best of the others and with the line', () => {
  const [first, better, third] = [ran(0, [0.14, 0.15]), ran(1, [0.12, 0.12]), ran(2, [0.13, 0.13])];
  expect(runSentence(first, [first], 0.191)).toBe(
    'Run A ends at 0.140, 0.150 from three starts, mean 0.145. The best line has 0.191. Now change one thing.',
  );
  expect(runSentence(better, [first, better], 0.191)).toContain('mean 0.120. That is 0.025 lower than run A.');
  expect(runSentence(third, [first, better, third], 0.191)).toContain(
    'That is 0.010 higher than run B, the best of the others.',
  );
  expect(runSentence(third, [ran(0, [0.13, 0.13]), third], 0.191)).toContain('Run A has the same.');
  expect(runSentence(ran(0, [0.4, 0.4]), [first], 0.191)).toContain('That is worse than the best line, 0.191.');
  expect(runSentence(ran(0, [NaN, 0.1, NaN]), [first], 0.191)).toBe(
    'Run A diverged from 2 of 3 starts: the rate is too large without a warm-up.',
  );
  expect(runSentence(ran(1, [NaN, 0.1], { warmup: 20 }), [], 0.191)).toContain('even after a warm-up of 20 steps.');
});

test('brief() leaves out what does not count', () => {
  expect(brief(set({ warmup: 20, final: 0.001 }))).toBe('cosine 0.1 → 0.001, warm-up 20, 400 steps');
  expect(brief(set({ kind: 'constant', final: 0.001 }))).toBe('always the same 0.1');
});

test.each([
  [{ kind: 'line' }, 'option kind is "line", wanted one of constant, linear, cosine'],
  [{ peak: 0.11 }, `option peak is 0.11, wanted one of ${values.peak.join(', ')}`],
  [{ warmup: -1 }, 'option warmup is -1, wanted one of 0, 5'],
  [{ steps: '400' }, 'option steps is "400", wanted a number'],
])('about refuses %j', (options, message) => {
  expect(() => about.read(options)).toThrow(message);
});
