import { bytesOf, checkOptions, type NDArray, type Shape, tidy } from '@zero-to-gpt/linalg';
import { noGrad } from '../tape/no-grad.ts';
import { classNames } from './class-names.ts';
import { type AnyModule, fields, type Module } from './module.ts';
import { Parameter } from './parameter.ts';

/** One parameter of a `SummaryRow`. */
export interface SummaryParameter {
  /** Field of the module. */
  readonly name: string;
  /** Size of each axis. */
  readonly shape: Shape;
  /** False where it is frozen. */
  readonly trainable: boolean;
  /** Whether it stood in an earlier row. */
  readonly tied: boolean;
}

/** One module of a `Summary`. */
export interface SummaryRow {
  /** Path of fields; '' for the whole model. */
  readonly name: string;
  /** Name of its class; see `SummaryOptions.types`. */
  readonly type: string;
  /** Its own parameters (not those of its parts) and their shapes. */
  readonly parameters: readonly SummaryParameter[];
  /** Numbers in its own parameters, tied ones not counted again. */
  readonly count: number;
  /** Shapes of the tensors that it gave, where inputs were given and it was called: the last call counts. */
  readonly outputs: readonly Shape[] | null;
}

/** What `summary` finds. Printed, it is a table. */
export interface Summary {
  /** The model, then each part behind its whole. */
  readonly rows: readonly SummaryRow[];
  /** Numbers in all parameters; tied ones count once. */
  readonly parameters: number;
  /** Those of them that are not frozen. */
  readonly trainable: number;
  /** Numbers in all buffers. */
  readonly buffers: number;
  /** Memory of parameters and buffers, in bytes. */
  readonly bytes: number;
  /** The table. */
  toString(): string;
}

/** What a summary runs on. */
export interface SummaryOptions<Input extends unknown[]> {
  /** What `forward` takes: it then runs once, in evaluation mode and without gradients, to see the shapes that come out. */
  inputs?: Input;
  /** Further classes by name, for programs whose bundler shortens names: `{ LayerNorm, Block }`. This chapter's are known. */
  types?: Readonly<Record<string, unknown>>;
}

/**
 * The parts of a model with their parameters: a table when printed.
 *
 * @example
 * ```ts
 * import { Linear, ReLU, Sequential, summary, tensor } from '@zero-to-gpt/autograd';
 *
 * const model = new Sequential(new Linear(2, 8), new ReLU(), new Linear(8, 1));
 * const { parameters, rows } = summary(model, { inputs: [tensor([[1, 2]])] });
 * parameters; // → 33
 * rows[1]!.outputs; // → [[1, 8]]
 * ```
 */
export function summary<Input extends unknown[]>(
  model: Module<Input, unknown>,
  options: SummaryOptions<Input> = {},
): Summary {
  const { inputs, types = {} } = checkOptions('summary', options, ['inputs', 'types']);
  const outputs = inputs ? observe(model, inputs) : new Map<AnyModule, readonly Shape[]>();
  const seen = new Set<Parameter>();
  const names = new Map(Object.entries({ ...classNames(), ...types }).map(([name, type]) => [type, name]));
  const rows = [...model.namedModules()].map(([name, module]) => {
    const type = names.get(module.constructor) ?? module.constructor.name;
    return { name, type, ...ownParameters(module, seen), outputs: outputs.get(module) ?? null };
  });
  const parameters = model.parameters();
  const sum = (arrays: readonly { readonly size: number }[]): number => arrays.reduce((n, { size }) => n + size, 0);
  const buffers = model.buffers();
  const memory = [...parameters.map(({ value }) => value), ...buffers];
  const found = {
    rows,
    parameters: sum(parameters),
    trainable: sum(parameters.filter(({ requiresGrad }) => requiresGrad)),
    buffers: sum(buffers),
    bytes: memory.reduce((n, { size, dtype }: NDArray) => n + size * bytesOf(dtype), 0),
  };
  return { ...found, toString: () => table(found) };
}

/** Those of a module alone, without its parts'. */
function ownParameters(module: AnyModule, seen: Set<Parameter>): Pick<SummaryRow, 'parameters' | 'count'> {
  let count = 0;
  const parameters = [...fields(module)].flatMap(({ name, value }) => {
    if (!(value instanceof Parameter)) return [];
    const tied = seen.has(value);
    seen.add(value);
    if (!tied) count += value.size;
    return [{ name, shape: value.shape, trainable: value.requiresGrad, tied }];
  });
  return { parameters, count };
}

/** Runs the model once, and notes what each of its modules gives. */
function observe<Input extends unknown[]>(
  model: Module<Input, unknown>,
  inputs: Input,
): Map<AnyModule, readonly Shape[]> {
  const found = new Map<AnyModule, readonly Shape[]>();
  const modules = [...model.modules()].map((module) => ({
    module,
    training: module.training,
    own: Object.getOwnPropertyDescriptor(module, 'forward'),
    forward: module.forward as (...given: unknown[]) => unknown, // the cast: it is called with what its caller gives
  }));
  try {
    for (const { module, forward } of modules) {
      module.training = false;
      Object.defineProperty(module, 'forward', {
        configurable: true,
        value(this: unknown, ...given: unknown[]) {
          const result = forward.apply(this, given);
          found.set(module, shapesOf(result));
          return result;
        },
      });
    }
    tidy(() => {
      noGrad(() => model.forward(...inputs));
    });
  } finally {
    for (const { module, training, own } of modules) {
      module.training = training;
      if (own) Object.defineProperty(module, 'forward', own);
      else Reflect.deleteProperty(module, 'forward');
    }
  }
  return found;
}

/** Shapes of the tensors and arrays in a result: one, a list, or fields. */
function shapesOf(result: unknown): readonly Shape[] {
  if (typeof result !== 'object' || result === null) return [];
  if ('shape' in result && Array.isArray(result.shape)) return [result.shape as Shape]; // a Tensor or an NDArray
  return Object.values(result).flatMap(shapesOf);
}

function table({ rows, parameters, trainable, buffers, bytes }: Omit<Summary, 'toString'>): string {
  const names = rows.map(({ name }) => name);
  const lines = rows.map(({ name, type, parameters: own, count, outputs }) => [
    `${'  '.repeat(names.filter((whole) => whole !== name && isPart(name, whole)).length)}${name || '(model)'}`,
    type,
    outputs ? outputs.map((shape) => `[${shape.join(', ')}]`).join(' ') : '',
    own.length > 0 ? count.toLocaleString('en-US') : '',
    own
      .map((p) => `${p.name} [${p.shape.join(', ')}]${p.tied ? ' (tied)' : ''}${p.trainable ? '' : ' (frozen)'}`)
      .join(', '),
  ]);
  const head = ['module', 'type', 'output', 'numbers', 'parameters'];
  const shown = [0, 1, ...(rows.some(({ outputs }) => outputs) ? [2] : []), 3, 4];
  const widths = head.map((_, i) => Math.max(...[head, ...lines].map((line) => line[i]!.length)));
  const text = [head, ...lines].map((line) =>
    shown
      .map((i) => (i === 3 ? line[i]!.padStart(widths[i]!) : line[i]!.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  const number = (n: number): string => n.toLocaleString('en-US');
  const rest = `${number(trainable)} trained, ${number(parameters - trainable)} frozen; buffers ${number(buffers)}; ${number(bytes)} bytes`;
  return [...text, `parameters ${number(parameters)}: ${rest}`].join('\n');
}

function isPart(name: string, whole: string): boolean {
  return whole === '' || name.startsWith(`${whole}.`);
}
