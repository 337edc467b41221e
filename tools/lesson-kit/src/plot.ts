export { Picture } from './plot/picture.ts';
export { type PictureOptions, plot } from './plot/plot.ts';
