import { gelu, type Linear, Module, type Tensor } from '@zero-to-gpt/autograd';
import { defaultRandom } from '@zero-to-gpt/linalg';
import { Dropout } from '@zero-to-gpt/optim';
import { normalLinear, type TransformerLayerOptions } from './normal-linear.ts';

/** Each token thinks by itself: four times as wide, GELU (GPT-2's, with tanh), and back. (…, C) → (…, C). */
export class FeedForward extends Module {
  /** C → 4C. */
  readonly cFc: Linear;
  /** 4C → C. */
  readonly cProj: Linear;
  /** On the result. */
  readonly dropout: Dropout;

  /** Starts as GPT-2 does. */
  constructor(nEmbd: number, options: TransformerLayerOptions = {}) {
    super();
    const { dropout = 0, std, residualStd = std, random = defaultRandom(), ...rest } = options;
    const { dropoutRandom = random.split('dropout'), ...layer } = rest;
    this.cFc = normalLinear(nEmbd, 4 * nEmbd, { ...layer, ...(std && { std }), random: random.split('cFc') });
    this.cProj = normalLinear(4 * nEmbd, nEmbd, {
      ...layer,
      ...(residualStd && { std: residualStd }),
      random: random.split('cProj'),
    });
    this.dropout = new Dropout(dropout, { random: dropoutRandom });
  }

  /** (…, C) → (…, C). */
  override forward(x: Tensor): Tensor {
    return this.dropout.forward(this.cProj.forward(gelu(this.cFc.forward(x))));
  }
}
