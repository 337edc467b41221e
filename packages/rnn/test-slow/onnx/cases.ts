import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeProto, readModel, readTensor, type Tensor } from './proto.ts';

/** A case: an operation, what goes in, and what has to come out. */
export interface Case {
  readonly name: string;
  readonly node: NodeProto;
  /** In the operation's order; undefined where it was left out. */
  readonly inputs: readonly (Tensor | undefined)[];
  /** In the operation's order; undefined where nobody asks for it. */
  readonly outputs: readonly (Tensor | undefined)[];
}

/** Names of the cases of these chapters' operations. */
export function caseNames(folder: string): string[] {
  const ours = /^test_(simple_rnn|rnn|gru|lstm|basic_conv_|conv_|maxpool|gemm|softmax|logsoftmax|nllloss|sce)/;
  return readdirSync(folder)
    .filter((name) => ours.test(name))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** Reads a case. One that spells its operation out in others (`_expanded`) has the operation of the case that does not. */
export function readCase(folder: string, name: string): Case {
  const model = readModel(readFileSync(join(folder, name.replace(/_expanded$/, ''), 'model.onnx')));
  const [node] = model.nodes;
  if (!node || model.nodes.length !== 1)
    throw new RangeError(`Cannot read ${name}: found ${model.nodes.length} operations, expected 1`);
  const read = (kind: 'input' | 'output', i: number): Tensor | undefined => {
    const file = join(folder, name, 'test_data_set_0', `${kind}_${i}.pb`);
    return i >= 0 && existsSync(file) ? readTensor(readFileSync(file)) : undefined;
  };
  return {
    name,
    node,
    inputs: node.inputs.map((input) => read('input', model.inputs.indexOf(input))),
    outputs: node.outputs.map((output) => read('output', model.outputs.indexOf(output))),
  };
}
