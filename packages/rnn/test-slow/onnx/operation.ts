import { array, type Device, type NDArray } from '@zero-to-gpt/linalg';
import { numberOf } from './attributes.ts';
import type { Case } from './cases.ts';
import type { Tensor } from './proto.ts';
import { recurrent } from './recurrent.ts';
import { crossEntropy, gemm, nll, softmax } from './rows.ts';
import { conv, maxPool } from './windows.ts';

/** Why a case is left out; undefined where it can run. */
export function leftOut({ node, inputs }: Case): string | undefined {
  const { operation } = node;
  const [x] = inputs;
  if (operation === 'MaxPool' && x!.shape.length > 4) return 'windows have two axes here, the case wants three';
  if (operation === 'MaxPool' && x!.dtype === 'uint8') return 'pooling is for floats here, the case has uint8';
  if (operation === 'LSTM' && inputs[7]) return 'peephole weights from the cell to the gates: PyTorch has none either';
  const steps = x!.shape[numberOf(node, 'layout', 0)]!;
  if (operation === 'GRU' && steps > 1 && numberOf(node, 'linear_before_reset', 0) === 0)
    return 'GRU with the reset before the product (linear_before_reset = 0): ours is PyTorch’s, with the reset behind it';
  return undefined;
}

/** What this project’s layers make of a case’s inputs: the operation’s outputs in order. */
export function answer({ node, inputs, outputs }: Case, device: Device): NDArray[] {
  const given = inputs.map((tensor) => tensor && arrayOf(tensor, device));
  switch (node.operation) {
    case 'Gemm':
      return gemm(node, given);
    case 'Softmax':
    case 'LogSoftmax':
      return softmax(node, given);
    case 'NegativeLogLikelihoodLoss':
      return nll(node, given);
    case 'SoftmaxCrossEntropyLoss':
      return crossEntropy(node, given);
    case 'Conv':
      return conv(node, given);
    case 'MaxPool':
      return maxPool(node, given, outputs[1] && arrayOf(outputs[1], device));
    case 'RNN':
    case 'GRU':
    case 'LSTM':
      return recurrent(node, given);
    default:
      throw new RangeError(`Cannot run ${node.operation}: no layer has that name`);
  }
}

/** A tensor of ONNX as an array: int64 becomes int32. */
export function arrayOf({ shape, dtype, values }: Tensor, device: Device): NDArray {
  return array([...values], { dtype: dtype === 'int64' ? 'int32' : dtype, device }).reshape(...shape);
}
