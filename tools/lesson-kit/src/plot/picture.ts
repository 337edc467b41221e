/** A drawn picture: notebooks and lessons show it through `Symbol.for('Jupyter.display')`. */
export class Picture {
  /** The picture as one SVG document. */
  readonly svg: string;
  /** Pixels from left to right. */
  readonly width: number;
  /** Pixels from top to bottom. */
  readonly height: number;

  constructor(svg: string, { width, height }: { width: number; height: number }) {
    this.svg = svg;
    this.width = width;
    this.height = height;
  }

  /** Its kind and size; the picture itself is `svg`. */
  toString(): string {
    return `Picture(${this.width} × ${this.height})`;
  }

  static {
    // symbols that only their hosts look for; declared types cannot name them
    Object.defineProperties(Picture.prototype, {
      [Symbol.for('Jupyter.display')]: {
        value(this: Picture): Record<string, string> {
          return { 'image/svg+xml': this.svg };
        },
      },
      [Symbol.for('nodejs.util.inspect.custom')]: {
        value(this: Picture): string {
          return this.toString();
        },
      },
    });
  }
}
