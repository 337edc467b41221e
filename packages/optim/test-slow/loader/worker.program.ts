// the module of a loader's workers
import { serveDataset } from '../../src/data/serve-dataset.ts';
import { pairs } from './pairs.ts';

serveDataset(pairs);
