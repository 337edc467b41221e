import { checkOptions, empty } from '@zero-to-gpt/linalg';
import * as init from '../modules/init.ts';
import { Module } from '../modules/module.ts';
import { Parameter } from '../modules/parameter.ts';
import * as f from '../operations/activation-functions.ts';
import { type GELUOptions, gelu, logSoftmax, relu, sigmoid, silu, softmax, tanh } from '../operations/functional.ts';
import type { Tensor } from '../tensor.ts';
import type { LayerOptions } from './linear.ts';

/** `relu` as a layer. */
export class ReLU extends Module {
  override forward(x: Tensor): Tensor {
    return relu(x);
  }
}

/** `relu6` as a layer. */
export class ReLU6 extends Module {
  override forward(x: Tensor): Tensor {
    return f.relu6(x);
  }
}

/** `leakyRelu` as a layer. */
export class LeakyReLU extends Module {
  readonly #options: f.LeakyReLUOptions;
  /** PyTorch's default slope, 0.01. */
  constructor(options: f.LeakyReLUOptions = {}) {
    super();
    this.#options = checkOptions('LeakyReLU', options, ['negativeSlope']);
  }
  override forward(x: Tensor): Tensor {
    return f.leakyRelu(x, this.#options);
  }
}

/** Options of `PReLU`. */
export interface PReLUOptions extends Pick<LayerOptions, 'dtype' | 'device'> {
  /** Number of slopes: 1, or one for each channel (axis 1). Default 1. */
  channels?: number;
  /** First value of the slopes. Default 0.25. */
  init?: number;
}

/** `prelu` as a layer: a leaky ReLU that learns its slope. */
export class PReLU extends Module {
  /** Slopes below 0, [channels]. */
  readonly weight: Parameter;
  /** @throws RangeError unless `channels` is a whole number of at least 1 */
  constructor(options: PReLUOptions = {}) {
    const {
      channels = 1,
      init: first = 0.25,
      ...where
    } = checkOptions('PReLU', options, ['channels', 'init', 'dtype', 'device']);
    super();
    if (!Number.isSafeInteger(channels) || channels < 1)
      throw new RangeError(`Cannot make a PReLU of ${channels} channels: expected a whole number of at least 1`);
    this.weight = init.constant(new Parameter(empty([channels], where)), first);
  }
  override forward(x: Tensor): Tensor {
    return f.prelu(x, this.weight);
  }
}

/** `elu` as a layer. */
export class ELU extends Module {
  readonly #options: f.ELUOptions;
  /** Tends to −alpha far below 0. */
  constructor(options: f.ELUOptions = {}) {
    super();
    this.#options = checkOptions('ELU', options, ['alpha']);
  }
  override forward(x: Tensor): Tensor {
    return f.elu(x, this.#options);
  }
}

/** `celu` as a layer. */
export class CELU extends Module {
  readonly #options: f.ELUOptions;
  /** Tends to −alpha far below 0. */
  constructor(options: f.ELUOptions = {}) {
    super();
    this.#options = checkOptions('CELU', options, ['alpha']);
  }
  override forward(x: Tensor): Tensor {
    return f.celu(x, this.#options);
  }
}

/** `selu` as a layer. */
export class SELU extends Module {
  override forward(x: Tensor): Tensor {
    return f.selu(x);
  }
}

/** `gelu` as a layer. Note the default, GPT-2's `tanh`: PyTorch's is `none`. */
export class GELU extends Module {
  readonly #options: GELUOptions;
  /** Which GELU. */
  constructor(options: GELUOptions = {}) {
    super();
    this.#options = checkOptions('GELU', options, ['approximate']);
  }
  override forward(x: Tensor): Tensor {
    return gelu(x, this.#options);
  }
}

/** `silu` as a layer. */
export class SiLU extends Module {
  override forward(x: Tensor): Tensor {
    return silu(x);
  }
}

/** `mish` as a layer. */
export class Mish extends Module {
  override forward(x: Tensor): Tensor {
    return f.mish(x);
  }
}

/** `sigmoid` as a layer. */
export class Sigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return sigmoid(x);
  }
}

/** `logSigmoid` as a layer. */
export class LogSigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return f.logSigmoid(x);
  }
}

/** `hardsigmoid` as a layer. */
export class Hardsigmoid extends Module {
  override forward(x: Tensor): Tensor {
    return f.hardsigmoid(x);
  }
}

/** `hardswish` as a layer. */
export class Hardswish extends Module {
  override forward(x: Tensor): Tensor {
    return f.hardswish(x);
  }
}

/** `tanh` as a layer. */
export class Tanh extends Module {
  override forward(x: Tensor): Tensor {
    return tanh(x);
  }
}

/** `hardtanh` as a layer. */
export class Hardtanh extends Module {
  readonly #options: f.HardtanhOptions;
  /** Between −1 and 1 unless said otherwise. */
  constructor(options: f.HardtanhOptions = {}) {
    super();
    this.#options = checkOptions('Hardtanh', options, ['min', 'max']);
  }
  override forward(x: Tensor): Tensor {
    return f.hardtanh(x, this.#options);
  }
}

/** `softplus` as a layer. */
export class Softplus extends Module {
  readonly #options: f.SoftplusOptions;
  /** How sharp. */
  constructor(options: f.SoftplusOptions = {}) {
    super();
    this.#options = checkOptions('Softplus', options, ['beta']);
  }
  override forward(x: Tensor): Tensor {
    return f.softplus(x, this.#options);
  }
}

/** `softsign` as a layer. */
export class Softsign extends Module {
  override forward(x: Tensor): Tensor {
    return f.softsign(x);
  }
}

/** Along which axis `Softmax`, `LogSoftmax` and `GLU` go. */
export interface AxisLayerOptions {
  /** Default −1, the last. */
  axis?: number;
}

/** `softmax` as a layer. */
export class Softmax extends Module {
  readonly #options: AxisLayerOptions;
  /** Along the last axis unless said otherwise. */
  constructor(options: AxisLayerOptions = {}) {
    super();
    this.#options = checkOptions('Softmax', options, ['axis']);
  }
  override forward(x: Tensor): Tensor {
    return softmax(x, this.#options);
  }
}

/** `logSoftmax` as a layer. */
export class LogSoftmax extends Module {
  readonly #options: AxisLayerOptions;
  /** Along the last axis unless said otherwise. */
  constructor(options: AxisLayerOptions = {}) {
    super();
    this.#options = checkOptions('LogSoftmax', options, ['axis']);
  }
  override forward(x: Tensor): Tensor {
    return logSoftmax(x, this.#options);
  }
}

/** `glu` as a layer: halves an axis. */
export class GLU extends Module {
  readonly #options: AxisLayerOptions;
  /** Along the last axis unless said otherwise. */
  constructor(options: AxisLayerOptions = {}) {
    super();
    this.#options = checkOptions('GLU', options, ['axis']);
  }
  override forward(x: Tensor): Tensor {
    return f.glu(x, this.#options);
  }
}
