/** A step of a computation, and the steps it was made from. */
export interface Step {
  readonly name: string;
  readonly inputs: readonly Step[];
}

/** All steps that `result` depends on, and itself: each once, and behind all its inputs. */
export function topologicalOrder(result: Step): Step[] {
  // #region TODO depth first, with a stack of your own: about 14 lines
  const order: Step[] = [];
  const seen = new Set<Step>([result]);
  const open = [{ step: result, next: 0 }];
  while (open.length > 0) {
    const top = open.at(-1)!;
    const input = top.step.inputs[top.next++];
    if (input === undefined) {
      order.push(top.step);
      open.pop();
    } else if (!seen.has(input)) {
      seen.add(input);
      open.push({ step: input, next: 0 });
    }
  }
  return order;
  // #endregion
}
