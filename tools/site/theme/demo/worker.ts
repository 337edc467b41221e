import type { Ask, Tell } from './messages.ts';
import { NameModel } from './name-model.ts';

// the entry of a module worker: one run, told step by step

// a module of one function that adds two vectors: whether this browser knows SIMD
const SIMD = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

let model: NameModel | undefined;

self.addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  void answer(data).catch((error: unknown) => tell({ type: 'failed', message: String(error) }));
});

async function answer(ask: Ask): Promise<void> {
  if (ask.type === 'train') await train(ask.seed, ask.names);
  else if (model) tell({ type: 'more', names: await model.sample(ask.stream) });
}

async function train(seed: number, url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Cannot load the list of names: the server answered ${response.status}`);
  model = new NameModel(await response.text(), seed);
  tell({ type: 'open', opening: model.opening, simd: WebAssembly.validate(SIMD) });
  const start = performance.now();
  for await (const moment of model.teach())
    tell({ type: 'moment', moment, seconds: (performance.now() - start) / 1000 });
  tell({ type: 'done' });
}

function tell(message: Tell): void {
  self.postMessage(message);
}
