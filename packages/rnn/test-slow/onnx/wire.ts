/** A field of a Protocol Buffers message: a number (varint, or 4 or 8 bytes that are not yet read) or bytes. */
export interface Field {
  readonly number: number;
  /** The value of a varint. */
  readonly varint?: bigint;
  /** What a length, or a fixed size of 4 or 8, said belongs to the field. */
  readonly bytes?: Uint8Array;
}

/** The fields of a message, in order. @throws RangeError for bytes that are no message */
export function fieldsOf(message: Uint8Array): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let [value, shift] = [0n, 0n];
    for (;;) {
      const byte = message[at++];
      if (byte === undefined || shift > 63n) throw new RangeError(`Cannot read a message: it is cut off at byte ${at}`);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
      shift += 7n;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > message.length) throw new RangeError(`Cannot read a message: it is cut off at byte ${at}`);
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const key = Number(varint());
    const [number, kind] = [key >> 3, key & 7];
    if (kind === 0) found.push({ number, varint: BigInt.asIntN(64, varint()) });
    else if (kind === 1) found.push({ number, bytes: take(8) });
    else if (kind === 2) found.push({ number, bytes: take(Number(varint())) });
    else if (kind === 5) found.push({ number, bytes: take(4) });
    else throw new RangeError(`Cannot read a message: field ${number} has kind ${kind} at byte ${at}`);
  }
  return found;
}

/** A repeated integer field, one by one or packed. */
export function integersOf(fields: readonly Field[], number: number): number[] {
  return fields
    .filter((field) => field.number === number)
    .flatMap(({ varint, bytes }) => (varint === undefined ? unpack(bytes!) : [Number(varint)]));
}

function unpack(bytes: Uint8Array): number[] {
  const found: number[] = [];
  let [value, shift] = [0n, 0n];
  for (const byte of bytes) {
    value |= BigInt(byte & 127) << shift;
    shift += 7n;
    if (byte >= 128) continue;
    found.push(Number(BigInt.asIntN(64, value)));
    [value, shift] = [0n, 0n];
  }
  return found;
}

/** A repeated field of bytes: strings and messages. */
export function bytesOf(fields: readonly Field[], number: number): Uint8Array[] {
  return fields.filter((field) => field.number === number).map(({ bytes }) => bytes!);
}

/** A repeated string. */
export function textsOf(fields: readonly Field[], number: number): string[] {
  return bytesOf(fields, number).map((bytes) => new TextDecoder().decode(bytes));
}
