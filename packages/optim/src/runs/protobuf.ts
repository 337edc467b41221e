/**
 * A message of Protocol Buffers while it is written. Fields appear in the order of the calls, also those of value 0.
 * Source: protobuf.dev, "Encoding".
 */
export class ProtobufWriter {
  readonly #parts: Uint8Array[] = [];

  /** A whole number of at least 0: `int32`, `int64`, `bool`, an enum. */
  integer(field: number, value: number): this {
    return this.#push(varint(field * 8), varint(value));
  }
  /** A `float`. */
  float(field: number, value: number): this {
    return this.#push(varint(field * 8 + 5), new Uint8Array(Float32Array.of(value).buffer));
  }
  /** A `double`. */
  double(field: number, value: number): this {
    return this.#push(varint(field * 8 + 1), new Uint8Array(Float64Array.of(value).buffer));
  }
  /** `repeated double`, packed. */
  doubles(field: number, values: readonly number[]): this {
    return this.bytes(field, new Uint8Array(Float64Array.from(values).buffer));
  }
  /** A `string`. */
  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }
  /** A message inside this one. */
  message(field: number, write: (message: ProtobufWriter) => void): this {
    const inner = new ProtobufWriter();
    write(inner);
    return this.bytes(field, inner.finish());
  }
  /** `bytes`. */
  bytes(field: number, value: Uint8Array): this {
    return this.#push(varint(field * 8 + 2), varint(value.length), value);
  }

  /** All that was written. */
  finish(): Uint8Array {
    const whole = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #push(...parts: Uint8Array[]): this {
    this.#parts.push(...parts);
    return this;
  }
}

/** Seven bits a byte, the lowest first; the eighth bit says that more follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128); // numbers beyond 32 bits are no matter for shifts
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
