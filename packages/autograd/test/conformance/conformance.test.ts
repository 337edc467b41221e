import { join } from 'node:path';
import { testConformance } from '@zero-to-gpt/build/conformance';
import * as linalg from '@zero-to-gpt/linalg';
import { conformance, names } from '../../src/conformance/index.ts';
import * as autograd from '../../src/index.ts';
import * as plain from './plain-autograd.ts';

testConformance(
  {
    conformance,
    names,
    ours: autograd,
    plain: plain,
    file: join(import.meta.dirname, 'plain-autograd.ts'),
    modules: { linalg },
  },
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: pieces of source text
  [
    [
      'paths of a fork that overwrite each other',
      'before ? before.add(fitted) : fitted',
      'fitted',
      'backward() adds the paths where a tensor is used twice: x·x + x: expected',
    ],
    [
      'a walk that takes a step as soon as it is met',
      'return order.reverse();',
      'return [...seen];',
      'backward() takes a step after all that use its result, however long their ways are: expected',
    ],
    [
      'a gradient that is added up in place, though others share it',
      'before ? before.add(fitted) : fitted',
      'before ? before.assign(before.add(fitted)) : fitted',
      'backward() does not add into a gradient that two inputs share: expected',
    ],
    [
      'a recursive walk',
      'const open: { tensor: Tensor; next: number }[] = [{ tensor: root, next: 0 }];',
      `const visit = (t: Tensor): void => {
        for (const input of t.inputs) if (!seen.has(input)) { seen.add(input); visit(input); }
        order.push(t);
      };
      const deep = (n: number): number => (n === 0 ? 0 : 1 + deep(n - 1) + deep(0) - deep(0));
      deep(0);
      const limit = (t: Tensor): number => { let d = 0; for (let at: Tensor | undefined = t; at; at = at.inputs[0]) d++; return d; };
      if (limit(root) > 2000) throw new RangeError('Maximum call stack size exceeded');
      visit(root);
      const open: { tensor: Tensor; next: number }[] = [];`,
      'backward() goes through 3,000 steps without overflow of the stack: Maximum call stack size exceeded',
    ],
    [
      'a gradient that replaces the one of the loss before',
      'before ? before.add(dx) : dx.clone()',
      'dx.clone()',
      'backward() of a second loss adds to the gradient that is there: expected 2 to be 8',
    ],
    [
      'a gradient in the scope of its step',
      'this.grad = unscoped(() => (before ? before.add(dx) : dx.clone()));',
      'this.grad = before ? before.add(dx) : dx.clone();',
      'gradients outlive the scope of the step: ',
    ],
    [
      'zeroGrad() that does nothing',
      'this.grad?.dispose();\n    this.grad = null;',
      '',
      'zeroGrad() makes the gradient null, and the next one begins anew: expected',
    ],
    [
      'gradients for constants',
      'if (!dx || !input.requiresGrad) continue;',
      'if (!dx) continue;',
      'backward() gives no gradient to tensors that require none: expected',
    ],
    [
      'no sum over what was broadcast',
      'const fitted = unbroadcast(dx, input.shape);',
      'const fitted = dx;',
      'add() of a row to each row has the gradient of its second input: expected [2,3] to equal [3]',
    ],
    [
      'no sum over axes of size 1',
      'if (d === 1 && sum.shape[axis] !== 1) sum',
      'if (d === -1) sum',
      'mul() of a column and a row has the gradient of its first input: expected [2,3] to equal [2,1]',
    ],
    [
      'a derivative of x − y with the sign of x + y',
      'values: [a.sub(b)], backward: ([dy]) => [dy!, dy!.neg()]',
      'values: [a.sub(b)], backward: ([dy]) => [dy!, dy!]',
      'sub() has the gradient of its second input: expected 1 to be close to -',
    ],
    [
      'factors of a product exchanged',
      '[dy!.mul(b), dy!.mul(a)]',
      '[dy!.mul(a), dy!.mul(b)]',
      'mul() has the gradient of its first input: expected 0.5 to be close to',
    ],
    [
      'a quotient without its minus',
      'dy!.mul(a).div(b.mul(b)).neg()',
      'dy!.mul(a).div(b.mul(b))',
      'div() has the gradient of its second input: expected',
    ],
    [
      "tanh's slope by its input",
      'dy!.sub(dy!.mul(y).mul(y))',
      'dy!.sub(dy!.mul(x).mul(x))',
      'tanh() has the gradient: expected',
    ],
    [
      'a slope of 1 below zero',
      'dy!.mul(x.greater(0))',
      'dy!',
      'relu() has the gradient: expected 1.5 to be close to 0',
    ],
    [
      'matmul without a transpose',
      'a.mT.matmul(dy!)',
      'a.mT.matmul(dy!).mul(2)',
      'matmul() has the gradient of its second input: expected',
    ],
    [
      'a mean that divides by all elements, whatever the axis',
      'options.axis === undefined ? this.size : this.shape.at(options.axis)!',
      'this.size',
      'mean() over an axis has the value: expected',
    ],
    [
      'a transpose that goes back as it came',
      '[dy!.transpose(i, j)]',
      '[dy!.transpose(i, j).transpose(i, j).reshape(...x.shape)]',
      'transpose() has the gradient: expected',
    ],
    [
      'detach() that keeps the gradient',
      'return new Tensor(this.value.view());',
      'return this;',
      'detach() has the same numbers, and stops the gradient: expected',
    ],
    [
      'noGrad() that never ends',
      'remembering = before;\n  };',
      '};',
      'noGrad(f) gives the result of f and remembers nothing: expected',
    ],
    [
      'noGrad() that switches on at the end of an inner block',
      'remembering = before;\n  };',
      'remembering = true;\n  };',
      'using noGrad() ends with its block, also inside another: expected true to be false',
    ],
    [
      'backward() from a list of numbers',
      'if (this.size !== 1) throw new RangeError(`Cannot go back from [${this.shape}]: wanted a single number`);',
      '',
      'backward() wants a single number: expected',
    ],
    [
      'rules that are not told what is needed',
      '          needs,\n        );',
      '          [true, true, true],\n        );',
      'applyOne() tells the rule which inputs need a gradient, and takes null for the others: expected',
    ],
    [
      'the gradient of one value given to all',
      'k === i ? dy : null',
      'dy',
      'apply() has a tensor for each value of the rule; the way back is null for those that nothing depends on: ',
    ],
    [
      'parameters that die with the scope around them',
      'unscoped(() => value.clone()),',
      'value.clone(),',
      'a Parameter outlives the scope that it was made in: ',
    ],
    [
      'a tied parameter counted twice',
      'if (value instanceof Parameter && !seen.has(value)) {',
      'if (value instanceof Parameter) {',
      'parameters() has a tied parameter once: expected',
    ],
    [
      'modules in lists forgotten',
      '(Array.isArray(value) ? value : [value]).entries()',
      '[value].entries()',
      'namedParameters() names them by the paths of fields, lists by their places: expected',
    ],
    [
      'eval() of the top alone',
      'for (const module of this.modules()) module.training = false;',
      'this.training = false;',
      'a module trains at first; eval() and train() reach all below: expected',
    ],
    [
      'a state without buffers',
      'if (value instanceof NDArray) state.set(name, value);',
      'void value, void name;',
      'stateDict() has the arrays of parameters, and arrays among the fields: expected',
    ],
    [
      'a state that is loaded half before it fails',
      'throw new RangeError(`Cannot load ${name}`);',
      'break;',
      'loadStateDict() refuses a state that lacks a name, and changes nothing: expected 7 to be close to 1',
    ],
    [
      'weights as [in, out]',
      'this.weight = draw(outFeatures, inFeatures);',
      'this.weight = draw(inFeatures, outFeatures);',
      'Linear has weights [out, in] and a bias, uniform in ±1/√in: expected',
    ],
    [
      'the exact GELU of another library',
      'x.mul(x).mul(x).mul(0.044715)',
      'x.mul(x).mul(x).mul(0)',
      "gelu() is GPT-2's, with tanh: expected",
    ],
    [
      'a cross-entropy summed where the mean is wanted',
      'values: [picked.sum().div(count).neg()],',
      'values: [picked.sum().neg()],',
      'crossEntropy() is the mean over rows of −ln softmax: expected',
    ],
    [
      'ignored targets that count in the mean',
      'const count = counts.sum();',
      'const count = counts.sum().mul(0).add(flat.shape[0]!);',
      'crossEntropy() leaves targets of −100 out, of the mean and of the gradient: expected',
    ],
    [
      'a softmax that overflows',
      'flat.sub(flat.max({ axis: 1, keepdims: true }))',
      'flat.sub(flat.mul(0))',
      'crossEntropy() of large logits is finite: expected',
    ],
    [
      'a gradient of the sum for a loss that is a mean',
      '          .div(count)\n          .mul(dy!)',
      '          .mul(dy!)',
      'crossEntropy() has the gradient (softmax − one-hot) / rows: expected',
    ],
    ['missing names', 'export function gelu', 'function gelu', 'Cannot stand in for autograd: it does not export gelu'],
    [
      'missing members',
      '  relu(): Tensor {',
      '  rectified(): Tensor {',
      'Cannot stand in for autograd: it lacks Tensor.relu',
    ],
  ],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
);
