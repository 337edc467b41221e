import { Random } from '@zero-to-gpt/linalg';
import { GPT, generate } from '@zero-to-gpt/transformer';
import type { Sides } from '../comparison.ts';
import { big, small, startTraining, tokensOf, type Workload } from '../training.ts';
import type { WorkloadName } from './peers.ts';
import { PlannedStep } from './planned-step.ts';
import type { Section } from './section.ts';
import { turboSide } from './turbo-side.ts';

const workloads: Record<WorkloadName, Workload> = { small, big };
/** Steps of one measurement, ours and PyTorch's: a second or so. */
const stepsOf: Record<WorkloadName, number> = { small: 6, big: 1 };

/** One training step through `train`, in milliseconds, and generation without a cache. */
export async function steps(section: Section): Promise<void> {
  const { peers } = section;
  const pytorch = (name: WorkloadName, threads: number) => peers.pytorch(name, threads, { steps: stepsOf[name] });
  for (const name of ['small', 'big'] as const) {
    const options = { rounds: name === 'small' ? 7 : 3 };
    for (const threads of [1, 2])
      await section.row(
        `gpt-${name}.${threads}t/pytorch`,
        () => ({ ...training(section, name, threads), peer: pytorch(name, threads) }),
        options,
      );
    for (const threads of [1, 2])
      await section.row(
        `gpt-${name}-turbo.${threads}t/pytorch`,
        () => ({
          ...turboSide({ workload: workloads[name], threads, steps: stepsOf[name] }),
          peer: pytorch(name, threads),
        }),
        options,
      );
  }
  await scriptPeers(section);
  await ownStep(section);
  await section.row('gpt-small-hand-planned.1t/pytorch', () => ({ ...planned(section), peer: pytorch('small', 1) }));
  for (const [name, tokens] of [['small', 50] as const, ['big', 4] as const])
    await section.row(
      `generate-${name}.1t/pytorch`,
      () => ({ ...generation(section, name, tokens), peer: peers.pytorch(name, 1, { generate: tokens }) }),
      { unit: 'tokens/s', rounds: 5 },
    );
}

/** The small GPT's step against the JavaScript libraries: jax-js jitted, TensorFlow.js by `variableGrads`. */
export async function scriptPeers(section: Section): Promise<void> {
  const { peers } = section;
  for (const [peer, program, repeats] of [['jax-js', 'jax', 3] as const, ['tfjs-wasm', 'tfjs', 1] as const])
    await section.row(
      `gpt-small.1t/${peer}`,
      () => ({ ...training(section, 'small', 1), peer: peers.npm(program, 'step', { ...small, repeats }) }),
      { rounds: 5, warmup: 2 },
    );
}

/** The small GPT's step against the same without a tape. */
export async function ownStep(section: Section): Promise<void> {
  await section.row('gpt-small.1t/hand-planned', () => {
    const [ours, peer] = [training(section, 'small', 1), planned(section)];
    return { ours: ours.ours, peer: peer.ours, close: async () => [await ours.close(), peer.close()] };
  });
}

type Ours = Pick<Sides, 'ours'> & { close(): unknown };

function training(section: Section, name: WorkloadName, threads: number): Ours {
  const started = startTraining(workloads[name], { steps: stepsOf[name], device: section.device(threads) });
  return { ours: () => started.run(), close: () => started[Symbol.asyncDispose]() };
}

/** The step without a tape, from the weights that the model starts with. */
function planned(section: Section): Ours {
  const { batchSize, ...config } = small;
  const device = section.device(1);
  const model = new GPT(config, { device, random: new Random(1) });
  const step = new PlannedStep(small, { device, weights: model.stateDict() });
  model.dispose();
  const tokens = tokensOf(small);
  const random = new Random(2);
  const T = config.blockSize;
  const [ids, targets] = [new Int32Array(batchSize * T), new Int32Array(batchSize * T)];
  return {
    ours() {
      const start = performance.now();
      for (let i = 0; i < stepsOf.small; i++) {
        for (let row = 0; row < batchSize; row++) {
          const at = random.int(tokens.length - T);
          ids.set(tokens.subarray(at, at + T), row * T);
          targets.set(tokens.subarray(at + 1, at + 1 + T), row * T);
        }
        step.run(ids, targets);
      }
      return (performance.now() - start) / stepsOf.small;
    },
    close: () => step[Symbol.dispose](),
  };
}

/** Tokens a second, each from a full context. */
function generation(section: Section, name: WorkloadName, tokens: number): Ours {
  const { batchSize: _, ...config } = workloads[name];
  const model = new GPT(config, { device: section.device(1), random: new Random(1) });
  const prompt = tokensOf(workloads[name]).slice(0, config.blockSize);
  return {
    async ours() {
      const start = performance.now();
      let made = 0;
      for await (const _id of generate(model, prompt, { maxTokens: tokens, random: new Random(3) })) made++;
      return (1000 * made) / (performance.now() - start);
    },
    close: () => model.dispose(),
  };
}
