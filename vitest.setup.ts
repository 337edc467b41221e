// Runs before every test file that shares its process with others: what they drew must not show.
import { seed } from './packages/linalg/src/index.ts';

seed(0);
