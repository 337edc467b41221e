import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/sample-temperature', ({ draw }, t) => {
  const ln3 = Math.log(3);

  t.step('odds of 1 : 3', () => {
    const [low, high] = [draw([0, ln3], 1, 0.2), draw([0, ln3], 1, 0.3)];
    t.ok(!(low === 1 && high === 1), 'The likeliest id came both times: u = 0.2 falls on the stretch of id 0');
    t.ok(
      !(low === 1 && high === 0) && !(low === 0 && high === 0),
      'u = 0.3 gave id 0, whose stretch goes from 0 to 0.25: are the odds laid out from the first id on, and divided by their sum?',
    );
    t.equal([low, high], [0, 1], { what: 'list of the ids for u = 0.2 and 0.3' });
  });
  t.step('scores below 0', () => {
    const found = draw([-2, -2 + ln3], 1, 0.3);
    t.equal(found, 1, { what: 'id' });
  });
  t.step('at temperature 0.5 odds of 1 : 9', () => {
    const found = [0.05, 0.15, 0.3].map((u) => draw([0, ln3], 0.5, u));
    t.ok(
      `${found}` !== '0,0,0',
      'The odds became more even, and colder is to be bolder: divide the scores by the temperature',
    );
    t.ok(`${found}` !== '0,0,1', 'The temperature changes nothing: the odds at 0.5 are 1 : 9, as 3² = 9');
    t.equal(found, [0, 1, 1], { what: 'list of the ids for u = 0.05, 0.15 and 0.3' });
  });
  t.step('temperature 0: the likeliest', () => {
    const found = draw([1, 5, 3], 0, 0.999);
    t.ok(found !== 2, 'Dividing by 0 gave NaN, and the walk went to the end: treat temperature 0 by itself');
    t.ok(found !== 5, 'The result is the highest score, 5: its place is wanted, 1');
    t.equal(found, 1, { what: 'id' });
  });
  t.step('large scores', () => {
    const found = draw([1000, 1000 + ln3, 900], 1, 0.1);
    t.ok(found !== 2, 'exp(1000) is infinite: subtract the highest score first');
    t.equal(found, 0, { what: 'id' });
  });
  t.step('10,000 draws follow the odds', () => {
    t.ok(
      draw([0, 0, 0], 1, 0.5) === 1,
      'Of three equal odds u = 0.5 falls on the second: a stretch begins where the one before it ends, so add the odds up on the way',
    );
    const random = new Random(3);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 10000; i++) counts[draw([0, Math.log(2), ln3, Math.log(4)], 1, random.next())]! += 1;
    t.close(counts.map((count) => count / 10000), [0.1, 0.2, 0.3, 0.4], { what: 'list of shares', atol: 0.02 }); // biome-ignore format: one call
  });
});
