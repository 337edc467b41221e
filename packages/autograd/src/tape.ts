import { isFloat, type NDArray, tidy } from '@zero-to-gpt/linalg';
import { isGradEnabled } from './no-grad.ts';
import { type Node, Variable } from './variable.ts';
import type { Rule, Traced } from './vocabulary.ts';

let made = 0;

/**
 * Runs a rule, and remembers it where an input requires a gradient. What the rule makes on the way is freed; its values
 * and saved arrays live in the open scope.
 */
export function record(rule: Rule, inputs: readonly Variable[]): Variable[] {
  const needs = inputs.map((input) => input.requiresGrad);
  const tracked = isGradEnabled() && needs.includes(true);
  const traced = tidy(() => run(rule, inputs, tracked));
  const { values, saved = [] } = traced;
  if (!tracked) return values.map((value) => new Variable(value, false));
  const node: Node = {
    index: made++,
    rule,
    inputs,
    needs,
    backward: traced.backward,
    values,
    saved,
    versions: saved.map((array) => array.storage.version),
    dys: [],
    pass: 0,
  };
  return values.map((value, output) =>
    isFloat(value.dtype) ? new Variable(value, true, node, output) : new Variable(value, false),
  );
}

/** The rule's result, every value with a handle of its own. */
function run(rule: Rule, inputs: readonly Variable[], tracked: boolean): Traced<NDArray> {
  const arrays = inputs.map((input) => input.value);
  const { values, saved, backward } = rule(...arrays);
  return {
    values: values.map((value) => (arrays.includes(value) ? value.view() : value)),
    ...(tracked && saved ? { saved } : {}),
    backward,
  };
}
