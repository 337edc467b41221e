// node --conditions=@zero-to-gpt/source examples/one-neuron.ts [neuron.svg]
// One neuron of numbers: goes forward and back, writes out the chain rule for one of its weights as LaTeX, and draws itself as
// a Mermaid flowchart, or as a picture where a file is named.

import { writeFileSync } from 'node:fs';
import { chainLatex, toMermaid, toSVG, Value } from '@zero-to-gpt/autograd';

const named = (name: string, data: number): Value => new Value(data, { name });
const [x1, x2] = [named('x1', 2), named('x2', 0)];
const [w1, w2, b] = [named('w1', -3), named('w2', 1), named('b', 6.8813735870195432)];

const sum = x1.mul(w1).named('p1').add(x2.mul(w2).named('p2')).named('s').add(b).named('n');
const y = sum.tanh().named('y');
y.backward();

console.log(`y = ${y.data.toFixed(4)}`);
for (const value of [x1, w1, x2, w2, b]) console.log(`dy/d${value.name} = ${value.grad.toFixed(4)}`);
console.log(`\n${chainLatex(y, w1)}\n`);

const [file] = process.argv.slice(2);
if (file === undefined) console.log(toMermaid(y));
else writeFileSync(file, toSVG(y, { title: 'One neuron, with values and gradients' }));
