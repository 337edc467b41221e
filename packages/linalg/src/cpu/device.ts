// stand-in until the WebAssembly device is here: replace this file
import { createReference, type ReferenceDevice } from '../reference/host-device.ts';

/** A stand-in. */
export type CPUDevice = ReferenceDevice;
/** A stand-in. */
export interface CPUOptions {
  /** A stand-in. */
  threads?: number;
}
/** A stand-in. */
export function createCPU(_options: CPUOptions = {}): CPUDevice {
  return createReference({ name: 'cpu' });
}
/** A stand-in. */
export const cpu: CPUDevice = /* @__PURE__ */ createCPU();
