import {
  checkOptions,
  type Device,
  type DType,
  defaultRandom,
  type NDArray,
  type Random,
  type Shape,
  zeros as zeroArray,
} from '@zero-to-gpt/linalg';

/** Where draws come from and where they go. */
export interface InitOptions {
  /** Default: `defaultRandom()`. */
  random?: Random;
  /** Default float32. */
  dtype?: DType;
  /** Default `cpu`. */
  device?: Device;
}

/** Fills the weights of a new layer: shape [out, in] or [out, in, height, width]. */
export type Init = (shape: Shape, options: InitOptions) => NDArray;

/** Uniform in [−bound, bound). Default bound: 1/√fanIn, PyTorch's for linear layers. */
export function uniform(shape: Shape, given: InitOptions & { bound?: number } = {}): NDArray {
  const { bound = 1 / Math.sqrt(fans(shape).in), ...options } = checkOptions('init.uniform', given, [
    'bound',
    'random',
    'dtype',
    'device',
  ]);
  const { random = defaultRandom(), ...rest } = options;
  return random.uniform(shape, { low: -bound, high: bound, ...rest });
}

/**
 * Xavier's: normal with variance gain² · 2/(fanIn + fanOut), so that values forward and slopes backward keep their size
 * through layers with tanh. Source: Glorot and Bengio 2010.
 */
export function xavier(shape: Shape, given: InitOptions & { gain?: number } = {}): NDArray {
  const { gain = 1, ...options } = checkOptions('init.xavier', given, ['gain', 'random', 'dtype', 'device']);
  const { random = defaultRandom(), ...rest } = options;
  const fan = fans(shape);
  return random.normal(shape, { std: gain * Math.sqrt(2 / (fan.in + fan.out)), ...rest });
}

/**
 * Kaiming's: normal with variance 2/fanIn, which makes good for the half that ReLU cuts away. Source: He et al. 2015.
 */
export function kaiming(shape: Shape, options: InitOptions = {}): NDArray {
  checkOptions('init.kaiming', options, ['random', 'dtype', 'device']);
  const { random = defaultRandom(), ...rest } = options;
  return random.normal(shape, { std: Math.sqrt(2 / fans(shape).in), ...rest });
}

/** Zeros: for biases, and to show what goes wrong with weights that are all alike. */
export function zeros(shape: Shape, options: InitOptions = {}): NDArray {
  const { dtype = 'float32', device } = checkOptions('init.zeros', options, ['dtype', 'device', 'random']);
  return zeroArray(shape, { dtype, ...(device && { device }) });
}

/** How many inputs make one output, and how many outputs one input takes part in. */
function fans(shape: Shape): { in: number; out: number } {
  if (shape.length < 2)
    throw new RangeError(`Cannot draw weights of shape [${shape}]: expected [out, in] or [out, in, height, width]`);
  const window = shape.slice(2).reduce((product, length) => product * length, 1);
  return { in: shape[1]! * window, out: shape[0]! * window };
}
