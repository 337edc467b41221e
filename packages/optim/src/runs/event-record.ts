import { crc32c } from './crc32c.ts';
import type { Histogram } from './histogram.ts';
import { ProtobufWriter } from './protobuf.ts';

/** A picture as a PNG file. */
export interface EncodedImage {
  /** Rows of pixels. */
  readonly height: number;
  /** Pixels in a row. */
  readonly width: number;
  /** Values in a pixel: 1 grey, 2 grey and opacity, 3 red, green, blue, 4 with opacity. */
  readonly channels: number;
  /** The bytes of the file. */
  readonly png: Uint8Array;
}

/** A number under a tag. */
export interface ScalarSummary {
  /** Which kind. */
  readonly kind: 'scalar';
  /** Its name; `/` groups. */
  readonly tag: string;
  /** The number, kept in float32. */
  readonly value: number;
}

/** A text under a tag. */
export interface TextSummary {
  /** Which kind. */
  readonly kind: 'text';
  /** Its name; `/` groups. */
  readonly tag: string;
  /** The text, shown as Markdown. */
  readonly text: string;
}

/** How values are spread, under a tag. */
export interface HistogramSummary {
  /** Which kind. */
  readonly kind: 'histogram';
  /** Its name; `/` groups. */
  readonly tag: string;
  /** The values in buckets. */
  readonly histogram: Histogram;
}

/** A picture under a tag. */
export interface ImageSummary {
  /** Which kind. */
  readonly kind: 'image';
  /** Its name; `/` groups. */
  readonly tag: string;
  /** The picture. */
  readonly image: EncodedImage;
}

/** What TensorBoard shows under a tag. */
export type SummaryValue = ScalarSummary | TextSummary | HistogramSummary | ImageSummary;

/** One record of an event file. */
export interface EventRecord {
  /** Seconds since 1970. */
  readonly wallTime: number;
  /** Training steps done. */
  readonly step: number;
  /** `version`: the first record of a file; `start`: what earlier files hold of this step and later ones is void; else values. */
  readonly what: 'version' | 'start' | readonly SummaryValue[];
}

/** The kind of file that lets `start` void earlier records. */
const fileVersion = 'brain.Event:2';
const sessionStart = 1;
const typeString = 7;

/**
 * One record of a TensorBoard event file: the event as a Protocol Buffers message (TensorFlow's event.proto and
 * summary.proto) in the frame of a TFRecord: its length, the checksum of that, the message, its checksum.
 * A file is records one behind the other, the first with `what: 'version'`.
 */
export function encodeEvent(event: EventRecord): Uint8Array {
  const message = encodeMessage(event);
  const record = new Uint8Array(12 + message.length + 4);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(message.length), true);
  view.setUint32(8, masked(crc32c(record.subarray(0, 8))), true);
  record.set(message, 12);
  view.setUint32(12 + message.length, masked(crc32c(message)), true);
  return record;
}

/** Checksums stand rotated and shifted, so that a checksum of data that holds checksums is no trivial one. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

function encodeMessage({ wallTime, step, what }: EventRecord): Uint8Array {
  const event = new ProtobufWriter().double(1, wallTime).integer(2, step);
  if (what === 'version') event.text(3, fileVersion);
  else if (what === 'start') event.message(7, (session) => session.integer(1, sessionStart));
  else
    event.message(5, (summary) => {
      for (const value of what) summary.message(1, (message) => writeValue(message, value));
    });
  return event.finish();
}

function writeValue(message: ProtobufWriter, value: SummaryValue): void {
  if (value.kind === 'scalar') message.text(1, value.tag).float(2, value.value);
  else if (value.kind === 'histogram')
    message.text(1, value.tag).message(5, (inner) => writeHistogram(inner, value.histogram));
  else if (value.kind === 'image') {
    const { height, width, channels, png } = value.image;
    message
      .text(1, value.tag)
      .message(4, (image) => image.integer(1, height).integer(2, width).integer(3, channels).bytes(4, png));
  } else
    message
      .text(1, value.tag)
      .message(8, (tensor) =>
        tensor
          .integer(1, typeString)
          .message(2, (shape) => shape.message(2, (axis) => axis.integer(1, 1)))
          .text(8, value.text),
      )
      .message(9, (metadata) => metadata.message(1, (plugin) => plugin.text(1, 'text')));
}

function writeHistogram(message: ProtobufWriter, { min, max, num, sum, sumSquares, limits, counts }: Histogram): void {
  message.double(1, min).double(2, max).double(3, num).double(4, sum).double(5, sumSquares);
  message.doubles(6, limits).doubles(7, counts);
}
