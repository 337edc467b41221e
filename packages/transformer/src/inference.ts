import { type AnyModule, noGrad } from '@zero-to-gpt/autograd';
import { tidy } from '@zero-to-gpt/linalg';

/**
 * Runs `f` as a model is run in use: no tape, no dropout, intermediates freed, its result kept. Every module is in its
 * own mode again afterwards, so a training loop may do this at any time between its steps.
 *
 * @throws TypeError where `f` is asynchronous
 */
export function inference<T>(model: AnyModule, f: () => T): T {
  const training = [...model.modules()].filter((module) => module.training);
  for (const module of training) module.training = false;
  try {
    return noGrad(() => tidy(f));
  } finally {
    for (const module of training) module.training = true;
  }
}
