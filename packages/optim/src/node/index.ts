export { disk, type FileSystem } from './file-system.ts';
export { type WriteFileOptions, writeFileAtomic } from './write-file-atomic.ts';
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
