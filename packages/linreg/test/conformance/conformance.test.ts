import { describe, expect, test } from 'vitest';
import { conformance } from '../../src/conformance/index.ts';
import * as linreg from '../../src/index.ts';

conformance(linreg, { describe, test, expect });
