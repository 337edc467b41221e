// trains a small net, logging each step and saving now and then; goes on where a checkpoint lies
// argv: folder, steps, and optionally a step at which it stays until it is killed
import { crossEntropy, Linear, Sequential, Tensor } from '@zero-to-gpt/autograd';
import { array, Random, scope } from '@zero-to-gpt/linalg';
import {
  AdamW,
  cosineSchedule,
  DataLoader,
  Dropout,
  type LoaderState,
  TensorDataset,
  upload,
} from '@zero-to-gpt/optim';
import { listCheckpoints, loadCheckpoint, RunLogger, removeCheckpoints, saveCheckpoint } from '@zero-to-gpt/optim/node';

const [, , folder = '', ...numbers] = process.argv;
const [steps = 0, hold] = numbers.map(Number);
const random = new Random(5);
const rows = 50;
const classes = Array.from({ length: rows }, () => random.int(3));
const dataset = new TensorDataset(random.normal([rows, 4]), array(classes, { dtype: 'int32' }));
const loader = new DataLoader(dataset, { batchSize: 8, shuffle: true, endless: true });
const dropout = new Dropout(0.2, { random: random.split('dropout') });
const model = new Sequential(new Linear(4, 8, { random }), dropout, new Linear(8, 3, { random }));
const optimizer = new AdamW(model.namedParameters(), { lr: 0.01 });
const schedule = cosineSchedule({ lr: 0.01, warmupSteps: 10, steps });

let step = 0;
if ((await listCheckpoints(folder)).length > 0) {
  const checkpoint = await loadCheckpoint(folder);
  step = checkpoint.step;
  await removeCheckpoints(folder, { after: step });
  model.loadStateDict(checkpoint.model);
  optimizer.loadStateDict(checkpoint.optimizer);
  loader.state = checkpoint.meta.loader as unknown as LoaderState; // this program wrote both
  dropout.random = Random.from(checkpoint.meta.dropout as number[]);
}
using logger = new RunLogger(folder, { step });
for (const batch of loader) {
  if (step >= steps) break;
  const metrics = trainStep(batch);
  logger.log(++step, metrics);
  if (step === hold) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); // until it is killed
  if (step % 10 > 0) continue;
  logger.flush();
  const meta = { loader: { ...loader.state }, dropout: dropout.random.state() };
  await saveCheckpoint(folder, { step, model: model.stateDict(), optimizer: optimizer.stateDict(), meta });
}

function trainStep(batch: ReturnType<typeof dataset.get>): { loss: number; lr: number } {
  using _ = scope();
  const [x, y] = upload(batch);
  optimizer.lr = schedule(step);
  optimizer.zeroGrad();
  const loss = crossEntropy(model.forward(new Tensor(x)), y);
  loss.backward();
  optimizer.step();
  return { loss: loss.item(), lr: optimizer.lr };
}
