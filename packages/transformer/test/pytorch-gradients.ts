import type { Device } from '@zero-to-gpt/linalg';
import { decodeSafetensors } from '@zero-to-gpt/optim';
import { fromPyTorch, GPT, toPyTorch } from '@zero-to-gpt/transformer';

/** How far our loss and gradients are from PyTorch's. */
export interface Gaps {
  /** |ours − PyTorch's| of the loss. */
  readonly loss: number;
  /** For each parameter, under PyTorch's name, ‖ours − PyTorch's‖ / ‖PyTorch's‖. */
  readonly gradients: Map<string, number>;
}

/** Builds the GPT of a file that `fixtures/gpt.py` wrote, runs its batch forward and backward, and compares. */
export async function gapsToPyTorch(file: Uint8Array, device: Device): Promise<Gaps> {
  const { tensors, metadata } = decodeSafetensors(file, { device });
  const model = new GPT(JSON.parse(metadata.config!), { device });
  const names = [...tensors.keys()];
  const weights = names.filter((name) => name.startsWith('transformer.'));
  model.loadStateDict(fromPyTorch(new Map(weights.map((name) => [name, tensors.get(name)!]))));

  const loss = model.loss(tensors.get('ids')!, tensors.get('targets')!);
  const [found, wanted] = [await loss.data(), await tensors.get('loss')!.data()];
  loss.backward();
  const grads = toPyTorch(new Map([...model.namedParameters()].map(([name, parameter]) => [name, parameter.grad!])));
  const gradients = new Map<string, number>();
  for (const name of names.filter((name) => name.startsWith('grad.'))) {
    const key = name.slice('grad.'.length);
    gradients.set(key, relativeGap(await grads.get(key)!.data(), await tensors.get(name)!.data()));
  }
  return { loss: Math.abs(found[0]! - wanted[0]!), gradients };
}

function relativeGap(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let [gap, size] = [0, 0];
  for (let i = 0; i < wanted.length; i++) {
    const difference = found[i]! - wanted[i]!;
    gap += difference * difference;
    size += wanted[i]! * wanted[i]!;
  }
  return found.length === wanted.length ? Math.sqrt(gap / size) : Number.NaN;
}
