import { applyOne, Module, type Tensor } from '@zero-to-gpt/autograd';
import { checkOptions, defaultRandom, type Random } from '@zero-to-gpt/linalg';
import { dropoutRule } from './dropout-rule.ts';

/** Options of `Dropout`. */
export interface DropoutOptions {
  /** Where the draws come from. Default: the default stream. */
  readonly random?: Random;
}

/**
 * While training, each element becomes 0 with probability p and the others grow by 1/(1 − p), so that the mean stays; in
 * `eval()` nothing happens. As PyTorch's `nn.Dropout`. Source: Srivastava et al. 2014.
 *
 * @example
 * ```ts
 * import { tensor } from '@zero-to-gpt/autograd';
 * import { Random } from '@zero-to-gpt/linalg';
 * import { Dropout } from '@zero-to-gpt/optim';
 *
 * const x = tensor([1, 2, 3]);
 * const dropout = new Dropout(0.5, { random: new Random(1) });
 * dropout.eval().forward(x) === x; // → true
 * dropout.p; // → 0.5
 * ```
 */
export class Dropout extends Module {
  /** Probability of an element to become 0. */
  readonly p: number;
  /** Where the draws come from. To resume: save `random.state()`, later set `random = Random.from(state)`. */
  random: Random;

  /** @throws RangeError unless p is from 0 to 1 */
  constructor(p: number, options: DropoutOptions = {}) {
    const { random = defaultRandom() } = checkOptions('Dropout', options, ['random']);
    super();
    checkProbability(p);
    this.p = p;
    this.random = random;
  }

  /** Any shape; the same shape. Every call draws anew. */
  override forward(x: Tensor): Tensor {
    return dropout(x, { p: this.p, training: this.training, random: this.random });
  }
}

/** Options of `dropout`. */
export interface DropoutCallOptions {
  /** Probability of an element to become 0. */
  readonly p?: number;
  /** Whether anything happens. */
  readonly training?: boolean;
  /** Where the draws come from. Default: the default stream. */
  readonly random?: Random;
}

/**
 * What `Dropout` computes, as PyTorch's `functional.dropout`; pass the module's `training`.
 * @throws RangeError unless p is from 0 to 1
 */
export function dropout(x: Tensor, options: DropoutCallOptions = {}): Tensor {
  const { p = 0.5, training = true, random } = checkOptions('dropout', options, ['p', 'training', 'random']);
  checkProbability(p);
  if (!training || p === 0) return x;
  const seed = (random ?? defaultRandom()).int(4294967296);
  return applyOne((a) => dropoutRule(a, seed, p), x);
}

function checkProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Cannot drop with probability ${p}: expected a number from 0 to 1`);
}
