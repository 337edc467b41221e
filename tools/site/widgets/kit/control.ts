/** A control with a value that can be read and set; setting does not call `onChange`. */
export interface Control<T> {
  readonly element: HTMLElement;
  value: T;
}
