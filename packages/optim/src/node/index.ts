export { disk, type FileSystem, type OpenFile } from './file-system.ts';
export { AppendFile, type AppendFileOptions, type FileCalls } from './append-file.ts';
export { type WriteFileOptions, writeFileAtomic } from './write-file-atomic.ts';
export {
  type OpenSafetensorsOptions,
  type ReadTensorOptions,
  SafetensorsFile,
  type SaveSafetensorsOptions,
  saveSafetensors,
  type TensorFacts,
} from './safetensors-file.ts';
export { type LoadSafetensorsOptions, loadSafetensors } from './load-safetensors.ts';
export type { JSONValue } from './checkpoint-meta.ts';
export {
  type CheckpointEntry,
  type ListCheckpointsOptions,
  listCheckpoints,
  type RemoveCheckpointsOptions,
  removeCheckpoints,
} from './checkpoint-folder.ts';
export { type CheckpointContent, type SaveCheckpointOptions, saveCheckpoint } from './save-checkpoint.ts';
export {
  type Checkpoint,
  type DamagedCheckpoint,
  type LoadCheckpointOptions,
  loadCheckpoint,
} from './load-checkpoint.ts';
export { isLocked, type LockOwner, lockOwner, lockRun, type RunLock } from './run-lock.ts';
export { type MetricsLine, readMetrics } from './metrics-file.ts';
export { EventFile, type EventFileOptions } from './event-file.ts';
export { RunLogger, type RunLoggerOptions } from './run-logger.ts';
