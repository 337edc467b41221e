/** What `doctor` found out about one thing. */
export interface Finding {
  /** What was looked at: `WebGPU`. */
  readonly name: string;
  /** `works`; `missing`, and some later chapter can use it; `broken`, and the course cannot do without. */
  readonly state: 'works' | 'missing' | 'broken';
  /** What is there: a version, a path, a reason. */
  readonly found: string;
  /** What it is for. */
  readonly means: string;
  /** What to do where it does not work. */
  readonly cure?: string;
}
