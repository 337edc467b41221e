import { describe, expect, test } from 'vitest';
import { createCPU } from '../src/index.ts';
import { describeDevice, deviceList } from '../src/testing/index.ts';

for (const { name, make } of deviceList) describeDevice(name, make, { describe, test, expect });
describeDevice('cpu in deterministic mode', () => createCPU({ deterministic: true }), { describe, test, expect });
