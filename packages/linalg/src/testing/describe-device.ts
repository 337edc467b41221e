import type { Device } from '@zero-to-gpt/linalg';
import { describeContractions } from './suite/contractions.ts';
import { describeElementwise } from './suite/elementwise.ts';
import { describeMemory } from './suite/memory.ts';
import { describeNewtonSchulz } from './suite/newton-schulz.ts';
import { describeOptimizerSlots } from './suite/optimizer-slots.ts';
import { describeRandom } from './suite/random.ts';
import { describeRMSNorm } from './suite/rms-norm.ts';
import { describeAttention, describeSlots } from './suite/slots.ts';
import { describeWindows } from './suite/windows.ts';
import type { TestApi } from './test-api.ts';

/**
 * The contract of devices as tests: every kernel against float64, over shapes, strides, dtypes and special values, and
 * every slot that the device fills against its composition. Runs under vitest or any runner of its shape:
 * `describeDevice('cpu', () => cpu, { describe, test, expect })`.
 */
export function describeDevice(name: string, makeDevice: () => Device, api: TestApi): void {
  api.describe(name, () => {
    describeMemory(makeDevice, api);
    describeElementwise(makeDevice, api);
    describeContractions(makeDevice, api);
    describeSlots(makeDevice, api);
    describeAttention(makeDevice, api);
    describeRandom(makeDevice, api);
    describeRMSNorm(makeDevice, api);
    describeOptimizerSlots(makeDevice, api);
    describeNewtonSchulz(makeDevice, api);
    describeWindows(makeDevice, api);
  });
}
