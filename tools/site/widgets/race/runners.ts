import { Parameter } from '@zero-to-gpt/autograd';
import { array, reference } from '@zero-to-gpt/linalg';
import { Adagrad, Adam, type Optimizer, RMSprop, SGD } from '@zero-to-gpt/optim';
import type { Vector2 } from '../kit/vector.ts';
import type { RunnerName } from './names.ts';
import { type Surface, slopesAt } from './surfaces.ts';

// Loaded at the first press: it brings arrays and optimizers.

/** One optimizer with two weights. */
export interface Runner {
  /** Takes a step from where it stands by the slopes there. */
  step(): Vector2;
  stop(): void;
}

const makers: Readonly<Record<RunnerName, (weights: Parameter, lr: number) => Optimizer>> = {
  SGD: (weights, lr) => new SGD([weights], { lr }),
  momentum: (weights, lr) => new SGD([weights], { lr, momentum: 0.9 }),
  Nesterov: (weights, lr) => new SGD([weights], { lr, momentum: 0.9, nesterov: true }),
  Adagrad: (weights, lr) => new Adagrad([weights], { lr }),
  RMSprop: (weights, lr) => new RMSprop([weights], { lr }),
  Adam: (weights, lr) => new Adam([weights], { lr }),
};

const exact = { dtype: 'float64', device: reference } as const;

/** An optimizer of the course at a start. */
export function runner(name: RunnerName, surface: Surface, start: Vector2, lr: number): Runner {
  const weights = new Parameter(array([start.x, start.y], exact));
  const optimizer = makers[name](weights, lr);
  const place = (): Vector2 => ({ x: weights.value.get(0), y: weights.value.get(1) });
  return {
    step() {
      const { slopes } = slopesAt(surface, place());
      using gradient = array([slopes.x, slopes.y], exact);
      weights.zeroGrad();
      weights.grad = gradient;
      optimizer.step();
      return place();
    },
    stop() {
      optimizer[Symbol.dispose]();
      weights.dispose();
    },
  };
}
