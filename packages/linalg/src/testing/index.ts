export { type HostArray, difference } from './compare.ts';
export { type MatcherResult, type Numbers, matchers, type Valued } from './matchers.ts';
export { QueuedDevice, type QueueStats } from './queued-device.ts';
export { type TestDevice, deviceList, forEachDevice } from './devices.ts';
export type { TestApi } from './test-api.ts';
export { describeDevice } from './describe-device.ts';
