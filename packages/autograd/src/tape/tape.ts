import { isFloat, type NDArray, scope } from '@zero-to-gpt/linalg';
import { checkForward, isDetectingAnomaly, placeOfOperation } from '../anomaly.ts';
import { isGradEnabled } from './no-grad.ts';
import { type Node, Variable } from './variable.ts';
import type { Rule } from './vocabulary.ts';

let made = 0;

/** How many steps have been remembered so far: a node with a smaller index was made before. */
export function nodesMade(): number {
  return made;
}

/**
 * Runs a rule, and remembers it where an input requires a gradient. What the rule makes on the way is freed; its values
 * and saved arrays live in the open scope.
 */
export function record(rule: Rule, inputs: readonly Variable[]): Variable[] {
  using block = scope();
  const arrays: NDArray[] = [];
  const needs: boolean[] = [];
  for (const input of inputs) {
    arrays.push(input.value);
    needs.push(input.requiresGrad);
  }
  const traced = rule(...arrays);
  const name = traced.name ?? (rule.name || 'operation');
  const watching = isDetectingAnomaly();
  if (watching) checkForward(name, traced.values, inputs);
  const values: NDArray[] = [];
  for (const value of traced.values) values.push(block.keep(block.owns(value) ? value : value.view())); // a rule may hand back an input
  if (!isGradEnabled() || !needs.includes(true)) return values.map((value) => new Variable(value, false));

  const saved = traced.saved ?? [];
  const own = saved.filter((array) => block.owns(array));
  const node: Node = {
    index: made++,
    rule,
    name,
    place: watching ? placeOfOperation() : null,
    inputs,
    needs,
    backward: traced.backward,
    values,
    saved,
    own: block.keep(own),
    versions: saved.map((array) => array.storage.version),
    dys: [],
    pass: 0,
    retained: null,
  };
  return values.map((value, output) =>
    isFloat(value.dtype) ? new Variable(value, true, node, output) : new Variable(value, false),
  );
}
