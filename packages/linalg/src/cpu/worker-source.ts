/**
 * Body of a helper thread, as plain JavaScript in a string: so it needs no file of its own in a bundle, and runs in
 * Node's worker threads and in browsers alike. It instantiates the kernels over the shared memory and takes pieces of
 * whatever job lies in the control memory, whose words `job-board.ts` explains. Between jobs it watches for a while, as
 * the next one mostly comes within microseconds, and then sleeps. It ends when the pool is gone.
 */
export const workerSource: string = `
const work = ({ module, memory, control, numbers, words, me, watch }) => {
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports;
  const kernels = Object.values(exports).filter((f) => typeof f === 'function');
  const { POSTED, OPEN, NEXT, ACTIVE, KERNEL, COUNT, PIECE, TOTAL, SLEEPERS, WAITING, FAILED, READY, OVER } = words;
  const lists = Array.from({ length: numbers.length + 3 }, (_, n) => new Array(n));
  let [seen, workspace] = [0, 0];

  const takePieces = () => {
    if (control[me] !== workspace) exports.setWorkspace((workspace = control[me]));
    const [kernel, count, piece, total] = [kernels[control[KERNEL]], control[COUNT], control[PIECE], control[TOTAL]];
    const list = lists[count + 2];
    for (let i = 0; i < count; i++) list[i] = numbers[i];
    for (let begin; (begin = Atomics.add(control, NEXT, piece)) < total; ) {
      list[count] = begin;
      list[count + 1] = Math.min(total, begin + piece);
      kernel.apply(null, list);
    }
  };

  Atomics.add(control, READY, 1);
  for (;;) {
    for (let n = 0; Atomics.load(control, POSTED) === seen; )
      if (++n > watch) {
        Atomics.add(control, SLEEPERS, 1);
        Atomics.wait(control, POSTED, seen);
        Atomics.sub(control, SLEEPERS, 1);
      }
    if (Atomics.load(control, OVER) === 1) return;
    seen = Atomics.load(control, POSTED);
    Atomics.add(control, ACTIVE, 1); // from here on the job cannot be replaced
    if (Atomics.load(control, OPEN) === 1)
      try {
        takePieces();
      } catch {
        Atomics.store(control, FAILED, 1);
      }
    if (Atomics.sub(control, ACTIVE, 1) === 1 && Atomics.load(control, WAITING) === 1) Atomics.notify(control, ACTIVE);
  }
};
const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
if (node) work(node.workerData);
else onmessage = ({ data }) => (work(data), close());
`;
