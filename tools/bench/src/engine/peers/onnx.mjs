// onnxruntime-node: a product is a model of one node, written here byte by byte as ONNX's protocol buffers want it.

import { once, rate, require, serve } from './serve.mjs';

const ort = require('onnxruntime-node');

const sessions = once(async ({ m, n, k, threads }) => {
  const session = await ort.InferenceSession.create(productModel(m, n, k), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  const draw = (rows, columns) =>
    new ort.Tensor('float32', Float32Array.from({ length: rows * columns }, Math.random), [rows, columns]);
  return { session, feeds: { a: draw(m, k), b: draw(k, n) } };
});

await serve({
  version: () => `onnxruntime-node ${ort.env.versions.node}`,
  async gemm({ repeats, ...sizes }) {
    const { session, feeds } = await sessions(sizes);
    return rate({ ...sizes, repeats }, () => session.run(feeds));
  },
});

/** Field numbers are those of onnx.proto3. */
function productModel(m, n, k) {
  const node = [...text(1, 'a'), ...text(1, 'b'), ...text(2, 'c'), ...text(4, 'MatMul')];
  const graph = [
    ...message(1, node),
    ...text(2, 'product'),
    ...message(11, value('a', m, k)),
    ...message(11, value('b', k, n)),
    ...message(12, value('c', m, n)),
  ];
  const opset = [...text(1, ''), ...integer(2, 13)];
  return Uint8Array.from([...integer(1, 8), ...message(7, graph), ...message(8, opset)]);
}

/** A float32 matrix. */
function value(name, rows, columns) {
  const shape = [rows, columns].flatMap((size) => message(1, integer(1, size)));
  return [...text(1, name), ...message(2, message(1, [...integer(1, 1), ...message(2, shape)]))];
}

function message(field, bytes) {
  return [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes];
}

function text(field, string) {
  return message(field, [...Buffer.from(string)]);
}

function integer(field, number) {
  return [...varint(field << 3), ...varint(number)];
}

function varint(number) {
  const bytes = [];
  for (; number > 127; number >>>= 7) bytes.push((number & 127) | 128);
  return [...bytes, number];
}
