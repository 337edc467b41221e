import { expect, test } from 'vitest';
import { widenFloat16 } from '../../src/files/safetensors-dtypes.ts';

test('float16 widens exactly: normal, subnormal, zeros, infinities, NaN', () => {
  const halves = [
    0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400, 0x03ff, 0x0001, 0x8001, 0x0000, 0x8000, 0x7c00, 0xfc00, 0x7e01,
  ];
  const wanted = [
    1,
    -2,
    0.333251953125,
    65504,
    0.00006103515625,
    1023 / 16_777_216,
    1 / 16_777_216,
    -1 / 16_777_216,
    0,
    -0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
  ];
  expect([...widenFloat16(Uint16Array.from(halves))]).toEqual(wanted);
});
