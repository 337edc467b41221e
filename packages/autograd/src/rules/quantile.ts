import { array } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { addAlongAxis, takeAlongAxis } from './indexing.ts';
import { where } from './join.ts';

/**
 * The elements at places of each sorted lane, x (…, N) → (…, places); between two of them in proportion, and so goes the
 * gradient. NaN where a lane holds one.
 */
export function quantile<A extends Vocabulary<A>>(x: A, places: readonly number[]): Traced<A> {
  const { shape, dtype, device } = x;
  const length = shape.at(-1)!;
  const order = x.argsort();
  const [low, high] = [Math.floor, Math.ceil].map((end) => order.take(places.map(end), { axis: -1 })); // (…, places)
  const part = array(
    places.map((place) => place - Math.floor(place)),
    { dtype, device },
  );
  const [from, to] = [low!, high!].map((at) => run((a) => takeAlongAxis(a, at, -1), x));
  const between = from!.mul(part.neg().add(1)).add(to!.mul(part));
  const exact = run((a, b) => where(part.equal(0), a, b), from!, between); // an infinite neighbour does not matter there
  const last = run((a) => takeAlongAxis(a, order.take([length - 1], { axis: -1 }), -1), x);
  return {
    name: 'quantile',
    values: [run((a) => where(last.notEqual(last), NaN, a), exact)], // NaN is sorted to the end
    saved: [low!, high!, part],
    backward(dys) {
      const dy = only(dys);
      const below = run((d) => addAlongAxis(d, low!, shape, -1), dy.mul(part.neg().add(1)));
      return [below.add(run((d) => addAlongAxis(d, high!, shape, -1), dy.mul(part)))];
    },
  };
}
