import { cpu, type Device, reference } from '@zero-to-gpt/linalg';
import { QueuedDevice } from './queued-device.ts';

/** A device that every suite runs on. */
export interface TestDevice {
  /** Its name. */
  readonly name: string;
  /** Makes it, or answers the one there is. */
  readonly make: () => Device;
}

/** The devices of this package: plain loops, WebAssembly, and plain loops behind a command queue. */
export const deviceList: readonly TestDevice[] = [
  { name: 'reference', make: () => reference },
  { name: 'cpu', make: () => cpu },
  { name: 'queued', make: () => new QueuedDevice() },
];

/** Calls `f` for each device of `deviceList`; put the suite inside. */
export function forEachDevice(f: (makeDevice: () => Device, name: string) => void): void {
  for (const { name, make } of deviceList) f(make, name);
}
