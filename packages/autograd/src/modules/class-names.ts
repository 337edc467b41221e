import {
  CELU,
  ELU,
  GELU,
  GLU,
  Hardsigmoid,
  Hardswish,
  Hardtanh,
  LeakyReLU,
  LogSigmoid,
  LogSoftmax,
  Mish,
  PReLU,
  ReLU,
  ReLU6,
  SELU,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
} from '../layers/activations.ts';
import { Conv2d } from '../layers/conv2d.ts';
import { Flatten, Identity, Unflatten } from '../layers/flatten.ts';
import { Linear } from '../layers/linear.ts';
import {
  BCELoss,
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  MSELoss,
  NLLLoss,
  SmoothL1Loss,
} from '../losses/loss-modules.ts';
import { AvgPool2d, MaxPool2d } from '../operations/pooling.ts';
import { GRU, LSTM, RNN } from '../recurrent/recurrent.ts';
import { GRUCell, LSTMCell, RNNCell } from '../recurrent/recurrent-cells.ts';
import { ModuleDict } from './module-dict.ts';
import { ModuleList } from './module-list.ts';
import { Sequential } from './sequential.ts';

/**
 * The modules of this package by name: a bundler shortens the names of classes, but not these keys. Made when asked for,
 * so that a program without `summary` does not carry them.
 */
export function classNames(): Readonly<Record<string, unknown>> {
  return {
    ...{ Linear, Sequential, ModuleList, ModuleDict, Identity, Flatten, Unflatten, Conv2d, MaxPool2d, AvgPool2d },
    ...{ RNN, GRU, LSTM, RNNCell, GRUCell, LSTMCell },
    ...{
      ReLU,
      ReLU6,
      LeakyReLU,
      PReLU,
      ELU,
      CELU,
      SELU,
      GELU,
      SiLU,
      Mish,
      Sigmoid,
      LogSigmoid,
      Hardsigmoid,
      Hardswish,
    },
    ...{ Tanh, Hardtanh, Softplus, Softsign, Softmax, LogSoftmax, GLU },
    ...{ MSELoss, L1Loss, SmoothL1Loss, HuberLoss, BCELoss, BCEWithLogitsLoss, CrossEntropyLoss, NLLLoss, KLDivLoss },
  };
}
