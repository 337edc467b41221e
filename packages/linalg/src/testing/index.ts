export { type HostArray, difference } from './compare.ts';
export { type MatcherResult, type Numbers, matchers } from './matchers.ts';
export { QueuedDevice } from './queued-device.ts';
export { type TestDevice, deviceList, forEachDevice } from './devices.ts';
export type { TestApi } from './test-api.ts';
export { describeDevice } from './describe-device.ts';
