import type { Kernels } from '../kernels.ts';
import type { Engine } from './engine.ts';
import { activation, activationBackward } from './slots/activation.ts';
import { attention, attentionBackward } from './slots/attention.ts';
import { crossEntropy, crossEntropyBackward } from './slots/cross-entropy.ts';
import { embeddingBackward } from './slots/embedding.ts';
import { layerNorm, layerNormBackward } from './slots/layer-norm.ts';
import { linear, linearBackward } from './slots/linear.ts';
import { newtonSchulz } from './slots/newton-schulz.ts';
import { adamw, clipByNorm, gradNorm } from './slots/optimizer.ts';
import { dropout, uniform } from './slots/random.ts';
import { rmsNorm, rmsNormBackward } from './slots/rms-norm.ts';
import { softmax, softmaxBackward } from './slots/softmax.ts';
import { col2im, im2col, maxPool, maxPoolBackward } from './slots/window.ts';

/** The slots that `cpu` fills, over the engine that `open` gives: float32 only, the rest is declined; all is where no kernels are. */
export function slots(open: () => Engine): Partial<Kernels> {
  const on =
    <Args extends readonly unknown[]>(slot: (engine: Engine, ...args: Args) => boolean) =>
    (...args: Args): boolean => {
      const engine = open();
      return engine.variant !== null && slot(engine, ...args);
    };
  return {
    softmax: on(softmax),
    softmaxBackward: on(softmaxBackward),
    linear: on(linear),
    linearBackward: on(linearBackward),
    attention: on(attention),
    attentionBackward: on(attentionBackward),
    layerNorm: on(layerNorm),
    layerNormBackward: on(layerNormBackward),
    rmsNorm: on(rmsNorm),
    rmsNormBackward: on(rmsNormBackward),
    uniform: on(uniform),
    dropout: on(dropout),
    activation: on(activation),
    activationBackward: on(activationBackward),
    crossEntropy: on(crossEntropy),
    crossEntropyBackward: on(crossEntropyBackward),
    embeddingBackward: on(embeddingBackward),
    adamw: on(adamw),
    gradNorm: on(gradNorm),
    clipByNorm: on(clipByNorm),
    newtonSchulz: on(newtonSchulz),
    im2col: on(im2col),
    col2im: on(col2im),
    maxPool: on(maxPool),
    maxPoolBackward: on(maxPoolBackward),
  };
}
