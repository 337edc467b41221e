import { setFlagsFromString } from 'node:v8';

import { describe, expect, test } from 'vitest';
import { createCPU } from '../../src/index.ts';
import { describeDevice } from '../../src/testing/index.ts';

// V8 joins 128-bit operations in its optimising compiler only: leave the other one out
setFlagsFromString('--no-liftoff');
setFlagsFromString('--no-wasm-dynamic-tiering');
const device = createCPU({ turbo: true });
describeDevice('cpu in 256-bit code', () => device, { describe, test, expect });
