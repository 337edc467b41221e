import { Conv2d, MaxPool2d } from '@zero-to-gpt/dense/conv';
import { array, type NDArray, pad } from '@zero-to-gpt/linalg';
import { listOf, numberOf, textOf } from './attributes.ts';
import type { NodeProto } from './proto.ts';

type Inputs = readonly (NDArray | undefined)[];
type Two = readonly [number, number];

/** How a window moves, and what stands around the plane: before and behind each axis. */
interface Geometry {
  readonly kernel: Two;
  readonly stride: Two;
  readonly dilation: Two;
  readonly before: Two;
  readonly behind: Two;
}

/** A convolution, groups left out. Where the padding is not the same on both sides, zeros are put around first. */
export function conv(node: NodeProto, [x, weight, bias]: Inputs): NDArray[] {
  const geometry = geometryOf(node, x!, weight!.shape.slice(2));
  const [outputs, inputs] = weight!.shape as [number, number];
  const { kernel, stride, dilation } = geometry;
  const { padded, padding } = surround(x!, geometry, 0, Infinity);
  const options = { stride, dilation, padding, bias: bias !== undefined, device: x!.device };
  using layer = new Conv2d(inputs, outputs, kernel, options);
  layer.weight.value.assign(weight!);
  if (bias) layer.bias!.value.assign(bias);
  return [layer.forward(padded)];
}

/** The largest of each window of one or two axes, and for `Indices` a layer whose `backward` tells where it stood. */
export function maxPool(node: NodeProto, [x]: Inputs, indices: NDArray | undefined): NDArray[] {
  const isLine = x!.ndim === 3;
  const plane = isLine ? x!.unsqueeze(2) : x!;
  const geometry = geometryOf(node, plane, listOf(node, 'kernel_shape', []));
  const { kernel, stride, dilation } = geometry;
  const { padded, padding } = surround(plane, geometry, -Infinity, 0.5);
  using layer = new MaxPool2d(kernel, { stride, dilation, padding });
  const y = layer.forward(padded);
  const values = isLine ? y.squeeze(2) : y;
  if (!indices) return [values];
  const columnsFirst = numberOf(node, 'storage_order', 0) === 1;
  return [values, positionsFit(layer, padded, y, indices, columnsFirst)];
}

/**
 * ONNX asks for positions in the whole input. A layer has none to show, but `backward` adds a slope exactly there: with
 * different slopes for all windows, what it gives is what scattering them to the positions that are wanted gives. The
 * wanted positions where that is so.
 */
function positionsFit(layer: MaxPool2d, x: NDArray, y: NDArray, indices: NDArray, columnsFirst: boolean): NDArray {
  const [, , H, W] = x.shape as [number, number, number, number];
  const place = (at: number): number => {
    const inPlane = at % (H * W);
    return columnsFirst ? at - inPlane + (inPlane % H) * W + Math.floor(inPlane / H) : at;
  };
  const slopes = Array.from({ length: y.toFlat().length }, (_, i) => i + 1);
  const wanted = new Float64Array(x.toFlat().length);
  for (const [i, at] of indices.toFlat().entries()) wanted[place(at)]! += slopes[i]!;
  const dy = array(slopes, { device: y.device }).reshape(...y.shape);
  const found = layer.backward(dy).toFlat();
  return found.every((value, i) => value === wanted[i]) ? indices : indices.mul(0).sub(1);
}

function geometryOf(node: NodeProto, x: NDArray, window: readonly number[]): Geometry {
  const two = (values: readonly number[], otherwise: number): Two =>
    values.length === 1 ? [otherwise, values[0]!] : [values[0] ?? otherwise, values[1] ?? otherwise];
  const kernel = two(window, 1);
  const stride = two(listOf(node, 'strides', []), 1);
  const dilation = two(listOf(node, 'dilations', []), 1);
  const pads = listOf(node, 'pads', []);
  const half = pads.length / 2;
  const sides = [0, 1].map((axis) => {
    const length = x.shape[2 + axis]!;
    const span = (kernel[axis]! - 1) * dilation[axis]! + 1;
    const auto = textOf(node, 'auto_pad', 'NOTSET');
    if (auto.startsWith('SAME')) {
      const total = Math.max(0, (Math.ceil(length / stride[axis]!) - 1) * stride[axis]! + span - length);
      const less = Math.floor(total / 2);
      return auto === 'SAME_UPPER' ? [less, total - less] : [total - less, less];
    }
    const [before, behind] = [two(pads.slice(0, half), 0)[axis]!, two(pads.slice(half), 0)[axis]!];
    const rest = (length + before + behind - span) % stride[axis]!;
    // one more window, where windows that reach beyond the plane count
    return [before, behind + (numberOf(node, 'ceil_mode', 0) && rest > 0 ? stride[axis]! - rest : 0)];
  });
  const side = (which: 0 | 1): Two => [sides[0]![which]!, sides[1]![which]!];
  return { kernel, stride, dilation, before: side(0), behind: side(1) };
}

/** The layer's own padding where it can (the same on both sides, `most` of the window at most), else a padded plane. */
function surround(x: NDArray, { kernel, before, behind }: Geometry, value: number, most: number) {
  const own = [0, 1].every((axis) => before[axis] === behind[axis] && before[axis]! <= most * kernel[axis]!);
  if (own) return { padded: x, padding: before };
  const amounts = [[0, 0], [0, 0], ...[0, 1].map((axis) => [before[axis]!, behind[axis]!])] as [number, number][]; // pairs
  return { padded: pad(x, amounts, { value }), padding: 0 } as const;
}
