// The elementary functions, from + − × ÷ √ alone: the same bits on every host, which Math.exp and its like are not.
export { exp, expm1 } from './exp.ts';
export { log, log1p } from './log.ts';
export { pow } from './pow.ts';
export { cos, sin } from './trigonometry.ts';
export { sigmoid, tanh } from './tanh.ts';
export { erf } from './erf.ts';
