// linalg's routines on tensors: computed by it in float64 on the host, with their slopes.
export { type SignLogDet, det, inv, lstsq, pinv, slogdet, solve, trace } from './systems.ts';
export { type Eigh, type QR, type SVD, cholesky, cond, eigh, qr, svd } from './decompositions.ts';
export { norm } from './norm.ts';
