import { type Device, type NDArray, tidy } from '@zero-to-gpt/linalg';
import { checkLabels } from '../class-targets.ts';
import { readIDX } from './idx.ts';

/** The kinds of clothing, in the order of their labels. */
export const garments = [
  'T-shirt',
  'trousers',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'ankle boot',
] as const;

/** Pictures of clothing as arrays. */
export interface FashionMNIST {
  /** Pictures, (n, 1, 28, 28) float32, from 0 (nothing) to 1. */
  readonly x: NDArray;
  /** Kinds, (n) int32: see `garments`. */
  readonly y: NDArray;
}

/**
 * Pictures of clothing from the bytes of two files of Fashion-MNIST, unpacked: `…-images-idx3-ubyte` and
 * `…-labels-idx1-ubyte`, of `train` (60,000) or `t10k` (10,000). They are no part of this package: Debian has them as
 * `dataset-fashion-mnist`. `count` takes only the first. Source: Xiao, Rasul and Vollgraf 2017 (MIT).
 * @throws RangeError where the bytes are not such files, or do not belong together
 */
export function readFashionMNIST(
  { images, labels }: { images: Uint8Array; labels: Uint8Array },
  options: { count?: number; device?: Device } = {},
): FashionMNIST {
  return tidy(() => {
    const [pictures, kinds] = [readIDX(images, options), readIDX(labels, options)];
    const [n] = pictures.shape as [number];
    if (`${pictures.shape}` !== `${[n, 28, 28]}` || pictures.dtype !== 'uint8')
      throw new RangeError(
        `Cannot read Fashion-MNIST: the images are [${pictures.shape}] ${pictures.dtype}, expected [n,28,28] uint8`,
      );
    if (`${kinds.shape}` !== `${n}` || kinds.ndim !== 1)
      throw new RangeError(`Cannot read Fashion-MNIST: the labels are [${kinds.shape}], expected [${n}], one an image`);
    checkLabels('read Fashion-MNIST', kinds, garments.length);
    return { x: pictures.astype('float32').div(255).unsqueeze(1), y: kinds.astype('int32') };
  });
}
