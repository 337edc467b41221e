import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { lacks, python } from '@zero-to-gpt/build/needs';
import { array, type NDArray, type Nested, Random } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import {
  Conv2d,
  flatten,
  fromPyTorch,
  GRU,
  gelu,
  Linear,
  LSTM,
  Module,
  ModuleDict,
  maxPool2d,
  PReLU,
  Sequential,
  Softplus,
  Tensor,
  toPyTorch,
} from '../src/index.ts';

expect.extend(matchers);

const exact = { dtype: 'float64' } as const;

class Digits extends Module {
  readonly firstConv = new Conv2d(1, 4, 3, { padding: 1, ...exact });
  readonly secondConv = new Conv2d(4, 6, 3, { stride: 2, groups: 2, ...exact });
  readonly fcOut = new Linear(6, 3, { bias: false, ...exact });
  forward(x: Tensor): Tensor {
    const pooled = maxPool2d(this.firstConv.forward(x).relu(), 2);
    const y = gelu(this.secondConv.forward(pooled), { approximate: 'none' });
    return this.fcOut.forward(flatten(y, { startAxis: 1 }));
  }
}

class Tagger extends Module {
  readonly inProj = new Linear(3, 4, { bias: false, ...exact });
  readonly lstm = new LSTM(4, 5, { numLayers: 2, bidirectional: true, ...exact });
  readonly gru = new GRU(10, 4, exact);
  readonly backProj = new Linear(4, 3, { bias: false, ...exact });
  readonly heads: ModuleDict<{ tag: Linear; spare: Linear; tied: Linear }>;
  readonly classMask: NDArray = array([1, 0, 2], exact);
  constructor() {
    super();
    const tag = new Linear(4, 3, exact);
    this.heads = new ModuleDict({ tag, spare: new Linear(4, 2, exact), tied: tag });
  }
  forward(x: Tensor): Tensor {
    const [read] = this.lstm.forward(this.inProj.forward(x));
    const [y] = this.gru.forward(read);
    const tagged = this.heads.get('tag').forward(y).add(this.heads.get('tied').forward(y).tanh());
    return tagged.add(this.backProj.forward(y)).mul(this.classMask);
  }
}

const models = {
  mlp: {
    build: () =>
      new Sequential(
        new Linear(3, 8, exact),
        new PReLU(exact),
        new Linear(8, 8, exact),
        new Softplus(),
        new Linear(8, 2, exact),
      ),
    x: [4, 3],
    y: [4, 2],
  },
  digits: { build: () => new Digits(), x: [2, 1, 6, 6], y: [2, 3] },
  tagger: { build: () => new Tagger(), x: [2, 5, 3], y: [2, 5, 3] },
} as const;

interface Answer {
  readonly state: Readonly<Record<string, Nested>>;
  readonly y: Nested;
  readonly gradients: Readonly<Record<string, Nested>>;
}

function ask(kind: string, request: object): Answer {
  const script = join(import.meta.dirname, 'pytorch-weights.py');
  return JSON.parse(execFileSync(python, [script, kind], { input: JSON.stringify(request), encoding: 'utf8' }));
}

async function compare(model: Module, x: NDArray, dy: NDArray, { y, gradients }: Answer): Promise<void> {
  const found = model.forward(new Tensor(x));
  const kept = found.detach();
  found.mul(dy).sum().backward();
  await expect(kept).toBeAllClose(y, { atol: 1e-12, rtol: 1e-9 });
  const own = toPyTorch(new Map([...model.namedParameters()].map(([name, p]) => [name, p.grad ?? p.value.mul(0)])));
  expect([...own.keys()].toSorted()).toEqual(Object.keys(gradients).toSorted());
  for (const [name, wanted] of Object.entries(gradients))
    await expect(own.get(name), name).toBeAllClose(wanted, { atol: 1e-12, rtol: 1e-9 });
}

describe.skipIf(lacks('pytorch'))('weights of live PyTorch', () => {
  for (const [kind, { build, x: xShape, y: yShape }] of Object.entries(models)) {
    const random = new Random(5);
    const x = random.normal(xShape, exact);
    const dy = random.normal(yShape, exact);
    const request = { x: x.toArray(), dy: dy.toArray() };

    test(`ours go into PyTorch's ${kind}, which then computes the same`, async () => {
      const model = build();
      const state = Object.fromEntries([...toPyTorch(model)].map(([name, value]) => [name, value.toArray()]));
      await compare(model, x, dy, ask(kind, { ...request, state }));
    });

    test(`those of PyTorch's ${kind} go into ours, which then computes the same`, async () => {
      const model = build();
      const answer = ask(kind, request);
      const state = new Map(Object.entries(answer.state).map(([name, value]) => [name, array(value, exact)]));
      for (const options of [{}, { module: model }])
        expect(model.loadStateDict(fromPyTorch(state, options))).toEqual({ missing: [], unexpected: [] });
      await compare(model, x, dy, answer);
    });
  }
});
