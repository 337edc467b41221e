// Linear algebra as NumPy's: in float64 on the host, results in the array's float dtype on its device.
export { trace } from './trace.ts';
export { inv, solve } from './solve.ts';
export { det, type SignLogDet, slogdet } from './det.ts';
export { cholesky } from './cholesky.ts';
export { type QR, qr } from './qr.ts';
export { type Eigh, eigh } from './eigh.ts';
export type { RankOptions } from './singular.ts';
export { type SVD, svd } from './svd.ts';
export { cond, matrixRank, pinv } from './rank.ts';
export { type LeastSquares, lstsq } from './lstsq.ts';
export { type NormOptions, type NormOrder, norm } from './norm.ts';
