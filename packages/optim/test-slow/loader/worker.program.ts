// the module of a loader's workers
import { serveDataset } from '../../src/serve-dataset.ts';
import { pairs } from './pairs.ts';

serveDataset(pairs);
