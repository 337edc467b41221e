export { type Pair, type WindowOptions, checkSight, planeOf, windowCount, windowOf } from './window.ts';
export { col2im, im2col } from './im2col.ts';
export { Conv2d, type Conv2dOptions } from './conv2d.ts';
export { MaxPool2d } from './max-pool2d.ts';
export { Flatten } from './flatten.ts';
