import type { Pair } from '@zero-to-gpt/dense/conv';
import { checkOptions } from '@zero-to-gpt/linalg';
import { Module } from '../modules/module.ts';
import type { Tensor } from '../tensor.ts';
import { type AveragePoolingOptions, avgPool2d, maxPool2d, type PoolingOptions } from './convolution.ts';

/** `maxPool2d` as a layer. */
export class MaxPool2d extends Module {
  readonly #kernel: Pair;
  readonly #options: PoolingOptions;
  /** The step is the window's size unless said otherwise. */
  constructor(kernel: Pair, options: PoolingOptions = {}) {
    super();
    this.#kernel = kernel;
    this.#options = checkOptions('MaxPool2d', options, ['stride', 'padding', 'dilation']);
  }
  override forward(x: Tensor): Tensor {
    return maxPool2d(x, this.#kernel, this.#options);
  }
}

/** `avgPool2d` as a layer. */
export class AvgPool2d extends Module {
  readonly #kernel: Pair;
  readonly #options: AveragePoolingOptions;
  /** The step is the window's size unless said otherwise. */
  constructor(kernel: Pair, options: AveragePoolingOptions = {}) {
    super();
    this.#kernel = kernel;
    this.#options = checkOptions('AvgPool2d', options, ['stride', 'padding', 'countIncludePad']);
  }
  override forward(x: Tensor): Tensor {
    return avgPool2d(x, this.#kernel, this.#options);
  }
}
