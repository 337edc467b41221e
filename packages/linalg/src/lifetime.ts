import { callSite } from './call-site.ts';
import type { Device } from './device.ts';
import { bytesOf } from './dtype.ts';
import type { Storage } from './view.ts';

let tracing = false;

/**
 * Turns on notes of where arrays are made; errors about freed arrays and warnings about lost ones then name the place.
 * Costs a few microseconds an array.
 */
export function traceArrays(on: boolean): void {
  tracing = on;
}

/** The caller's place in the code, where tracing is on. */
export function placeOfBirth(): string | undefined {
  return tracing ? callSite(() => new Error()) : undefined;
}

/** One array more looks at the storage. */
export function retain(storage: Storage): void {
  storage.count++;
}

/** One array less looks at the storage; the last one frees it. */
export function release(device: Device, storage: Storage): void {
  storage.count--;
  if (storage.count === 0 && !storage.freed) device.free(storage);
}

interface Lost {
  readonly device: Device;
  readonly storage: Storage;
  readonly born: string | undefined;
}

/** Bytes of lost arrays after which the one warning comes. */
const WARN_AT = 64 << 20;
let lostBytes = 0;
let warned = false;

/**
 * The net under arrays that belong to no scope and were never disposed: when the garbage collector meets one, its
 * count is dropped. It comes late, and never inside a synchronous loop; scopes are the way to free memory.
 */
const net = /* @__PURE__ */ new FinalizationRegistry<Lost>(({ device, storage, born }) => {
  lostBytes += storage.size * bytesOf(storage.dtype);
  release(device, storage);
  if (warned || (lostBytes < WARN_AT && !born)) return;
  warned = true;
  console.warn(
    `zero-to-gpt: ${lostBytes} bytes of arrays were left to the garbage collector; open a scope (\`using _ = scope()\`) or dispose them${born ? `\n${born}` : ''}`,
  );
});

/** Spreads the net under an array that no scope looks after. */
export function watch(array: object, lost: Lost): void {
  net.register(array, lost, array);
}

/** Takes the net away: the array was disposed or entered a scope. */
export function unwatch(array: object): void {
  net.unregister(array);
}
