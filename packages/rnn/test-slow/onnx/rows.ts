import { crossEntropyLoss, Dense, LogSoftmax, nllLoss, type Reduction, Softmax } from '@zero-to-gpt/dense';
import type { NDArray } from '@zero-to-gpt/linalg';
import { numberOf, textOf } from './attributes.ts';
import type { NodeProto } from './proto.ts';

type Inputs = readonly (NDArray | undefined)[];

/** alpha · A′ · B′ + beta · C by a dense layer: its weight is alpha · B′, turned, its bias beta · C where C is a row. */
export function gemm(node: NodeProto, [a, b, c]: Inputs): NDArray[] {
  const x = numberOf(node, 'transA', 0) ? a!.mT : a!;
  const weight = (numberOf(node, 'transB', 0) ? b! : b!.mT).mul(numberOf(node, 'alpha', 1)); // (out, in)
  const [outputs, inputs] = weight.shape as [number, number];
  const shift = c?.mul(numberOf(node, 'beta', 1));
  const isRow = shift !== undefined && (shift.ndim < 2 || shift.shape[0] === 1);
  using layer = new Dense(inputs, outputs, { bias: isRow, device: a!.device });
  layer.weight.value.assign(weight);
  layer.bias?.value.assign(shift!.reshape(-1).expand(outputs));
  const y = layer.forward(x.contiguous());
  return [shift && !isRow ? y.add(shift) : y];
}

/** Softmax over any axis: ours has the last. */
export function softmax(node: NodeProto, [x]: Inputs): NDArray[] {
  using layer = node.operation === 'Softmax' ? new Softmax() : new LogSoftmax();
  return [overAxis(x!, numberOf(node, 'axis', -1), (moved) => layer.forward(moved))];
}

/** Negative log-likelihood of log-probabilities: the cases' are no logarithms of probabilities, so nothing is checked. */
export function nll(node: NodeProto, [x, labels, weight]: Inputs): NDArray[] {
  return [nllLoss(x!, labels!, { ...lossOptions(node, weight), check: false }).value];
}

/** Cross-entropy, and the log-probabilities where they are asked for. */
export function crossEntropy(node: NodeProto, [scores, labels, weight]: Inputs): NDArray[] {
  using layer = new LogSoftmax();
  const { value } = crossEntropyLoss(scores!, labels!, lossOptions(node, weight));
  return [value, overAxis(scores!, 1, (moved) => layer.forward(moved))];
}

function lossOptions(node: NodeProto, weight: NDArray | undefined) {
  const reduction = textOf(node, 'reduction', 'mean') as Reduction; // ONNX has the same three
  return { reduction, ignoreIndex: numberOf(node, 'ignore_index', -100), ...(weight && { weight }) };
}

function overAxis(x: NDArray, axis: number, f: (x: NDArray) => NDArray): NDArray {
  const moved = x.transpose(axis, -1).contiguous();
  return f(moved).transpose(axis, -1).contiguous();
}
