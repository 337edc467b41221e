// node --conditions=@zero-to-gpt/source theme/demo/record.ts
// Trains the first seed and keeps the run as the picture that the home page is served with.
import { writeFileSync } from 'node:fs';
import type { Moment } from './moment.ts';
import { NameModel } from './name-model.ts';
import { readNames } from './names.ts';
import { FIRST_SEED } from './recipe.ts';

const model = new NameModel(readNames(), FIRST_SEED);
const moments: Moment[] = [];
for await (const moment of model.teach()) moments.push(moment);
const run = { seed: FIRST_SEED, opening: model.opening, moments };
writeFileSync(new URL('finished-run.json', import.meta.url), `${JSON.stringify(run, null, 2)}\n`);
