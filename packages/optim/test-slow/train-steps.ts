// node --expose-gc train-steps.ts STEP …: trains a small network with all that a loop has (loader, schedule, layers that draw
// and that keep buffers, clipping, averages) and prints what was held after each of the steps as one line of JSON.
import { crossEntropy, Linear, Sequential, Tensor, tanh } from '@zero-to-gpt/autograd';
import { cpu, Random, scope, tidy } from '@zero-to-gpt/linalg';
import {
  AdamW,
  BatchNorm1d,
  clipGradNorm,
  cosineSchedule,
  DataLoader,
  Dropout,
  decayGroups,
  EMA,
  type HostTensor,
  LayerNorm,
  TensorDataset,
  upload,
} from '@zero-to-gpt/optim';

const at = process.argv.slice(2).map(Number);
const steps = Math.max(...at);
const random = new Random(1);
const model = new Sequential(
  new Linear(2, 32, { random }),
  new BatchNorm1d(32),
  tanh,
  new Dropout(0.1, { random }),
  new Linear(32, 32, { random }),
  new LayerNorm(32),
  tanh,
  new Linear(32, 3, { random }),
);
const optimizer = new AdamW(decayGroups(model, { weightDecay: 0.01 }), { lr: 1e-2 });
const lrAt = cosineSchedule({ lr: 1e-2, warmupSteps: 50, steps });
const ema = new EMA(model, { decay: 0.99 });
const loader = new DataLoader(spirals(240), { batchSize: 16, shuffle: true, endless: true });

const found: { step: number; loss: number; deviceBytes: number; processBytes: number }[] = [];
let [step, sum, count] = [0, 0, 0];
for (const batch of loader) {
  sum += train(batch);
  count++;
  if (++step === steps || at.includes(step)) {
    globalThis.gc?.();
    const { rss: processBytes } = process.memoryUsage();
    found.push({ step, loss: sum / count, deviceBytes: cpu.stats().bytes, processBytes });
    [sum, count] = [0, 0];
  }
  if (step % 50 === 0) await new Promise((resolve) => setImmediate(resolve)); // finalizers run between turns
  if (step === steps) break;
}
console.log(JSON.stringify(found));

/** One step; the loss before it. */
function train(batch: readonly [HostTensor, HostTensor]): number {
  using _ = scope();
  optimizer.lr = lrAt(step);
  optimizer.zeroGrad();
  const [x, y] = upload(batch);
  const loss = crossEntropy(model.forward(new Tensor(x)), y);
  loss.backward();
  clipGradNorm(model.parameters(), { maxNorm: 1 });
  optimizer.step();
  ema.update();
  return loss.item();
}

/** Three arms of a spiral, a class each. */
function spirals(points: number): TensorDataset<[HostTensor, HostTensor]> {
  return tidy(() => {
    const noise = random.normal([points, 2], { std: 0.05 }).toFlat();
    const labels = Int32Array.from({ length: points }, (_, i) => i % 3);
    const data = Float32Array.from({ length: 2 * points }, (_, i) => {
      const point = i >> 1;
      const radius = (point + 1) / points;
      const angle = 5 * radius + (2 * Math.PI * labels[point]!) / 3;
      return radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) + noise[i]!;
    });
    return new TensorDataset({ shape: [points, 2], data }, { shape: [points], data: labels });
  });
}
