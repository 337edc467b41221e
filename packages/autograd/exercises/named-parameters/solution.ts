import { Parameter, Tensor } from '@zero-to-gpt/autograd';
import { NDArray } from '@zero-to-gpt/linalg';

/** Every parameter that an object holds, once, under the path of fields that leads to it first. */
export function namedParameters(holder: object): [name: string, parameter: Parameter][] {
  // #region TODO walk through the fields, each parameter once: about 9 lines
  const names = new Map<Parameter, string>();
  const visit = (x: object, path: string): void => {
    for (const [key, value] of Object.entries(x)) {
      if (value instanceof Parameter) {
        if (!names.has(value)) names.set(value, path + key);
      } else if (value instanceof Tensor || value instanceof NDArray) continue;
      else if (typeof value === 'object' && value !== null) visit(value, `${path}${key}.`);
    }
  };
  visit(holder, '');
  return [...names].map(([parameter, name]) => [name, parameter]);
  // #endregion
}
