import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('autograd/load-weights', ({ adapt }, t) => {
  const names = (state: [string, NDArray][]): string[] => {
    const found: unknown = adapt(new Map(state));
    t.ok(found instanceof Map, 'The result is no Map');
    return [...(found as Map<string, NDArray>).keys()];
  };
  const row = (): NDArray => array([1, 2, 3]);

  t.step('the table of tokens', () => {
    const table = array([[1, 2, 3], [4, 5, 6]]); // biome-ignore format: rows
    const found = adapt(new Map([['transformer.wte.weight', table]]));
    t.equal([...found.keys()], ['table.weight']);
    t.ok(
      `${found.get('table.weight')?.shape}` !== '3,2',
      'The table was transposed: only c_fc and c_proj are stored the other way',
    );
    t.close(found.get('table.weight'), table);
  });
  t.step('norms', () => {
    const found = names([['transformer.h.0.ln.weight', row()], ['transformer.h.0.ln.bias', row()]]); // biome-ignore format: pairs
    t.ok(!found.includes('h.0.norm.weight'), '`h` is called `blocks` here: blocks.0.norm.weight');
    t.ok(!found.includes('blocks.0.ln.weight'), '`ln` is called `norm` here: blocks.0.norm.weight');
    t.equal(found, ['blocks.0.norm.weight', 'blocks.0.norm.bias']);
  });
  t.step('the number of a block is kept, with all its digits', () => {
    const found = names([['transformer.h.0.ln.bias', row()], ['transformer.h.11.ln.bias', row()]]); // biome-ignore format: pairs
    t.ok(!found.includes('blocks.1.norm.bias'), 'Block 11 became block 1: a number has several digits, \\d+');
    t.equal(found, ['blocks.0.norm.bias', 'blocks.11.norm.bias']);
  });
  t.step('layers: names, and weights the other way', () => {
    const weight = array([[1, 2, 3], [4, 5, 6]]); // biome-ignore format: rows
    const found = adapt(
      new Map([
        ['transformer.h.3.c_fc.weight', weight],
        ['transformer.h.3.c_fc.bias', row()],
        ['transformer.h.3.c_proj.weight', weight],
        ['transformer.h.3.c_proj.bias', row()],
      ]),
    );
    t.ok(!found.has('blocks.3.c_fc.weight'), '`c_fc` is called `fc` here: blocks.3.fc.weight');
    t.equal(
      [...found.keys()],
      ['blocks.3.fc.weight', 'blocks.3.fc.bias', 'blocks.3.proj.weight', 'blocks.3.proj.bias'],
    );
    for (const layer of ['fc', 'proj']) {
      const got = found.get(`blocks.3.${layer}.weight`)!;
      t.ok(
        `${got.shape}` !== '2,3',
        `The weight of ${layer} is (in, out) still: Linear wants its transpose, (out, in)`,
      );
      t.ok(
        got.get(0, 1) !== 2,
        `The weight of ${layer} has the right shape and the wrong numbers: reshape does not transpose, use T`,
      );
      t.close(got, array([[1, 4], [2, 5], [3, 6]]), { what: `weight of ${layer}` }); // biome-ignore format: rows
    }
  });
  t.step('square weights are turned as well', () => {
    const square = array([[1, 2], [3, 4]]); // biome-ignore format: rows
    const found = adapt(new Map([['transformer.h.0.c_proj.weight', square], ['transformer.h.0.ln.weight', array([1, 2])]])); // biome-ignore format: pairs
    t.ok(
      found.get('blocks.0.proj.weight')?.get(0, 1) !== 2,
      'A square weight was left as it is: its shape fits either way, its numbers do not',
    );
    t.close(found.get('blocks.0.proj.weight'), array([[1, 3], [2, 4]])); // biome-ignore format: rows
  });
  t.step('masks are left out', () => {
    const found = names([['transformer.h.0.mask', row()], ['transformer.h.0.ln.bias', row()]]); // biome-ignore format: pairs
    t.ok(!found.some((name) => name.includes('mask')), 'The mask is no weight: leave it out');
    t.equal(found, ['blocks.0.norm.bias']);
  });
  t.step('an unknown name is an error that says it', () => {
    for (const name of [
      'transformer.h.0.attn.weight',
      'lm_head.weight',
      'transformer.h.0.ln.scale',
      'x.transformer.wte.weight',
    ]) {
      let thrown: unknown;
      try {
        adapt(new Map([[name, row()]]));
      } catch (error) {
        thrown = error;
      }
      t.ok(
        thrown !== undefined,
        `${name} was passed over in silence: a weight that is lost makes a model that is wrong, throw`,
      );
      t.ok(thrown instanceof RangeError, `For ${name} the error is no RangeError`);
      t.ok(thrown instanceof Error && thrown.message.includes(name), `The error for ${name} does not contain the name`);
    }
  });
  t.step('random: twelve blocks', () => {
    const random = new Random(16);
    const theirs = new Map<string, NDArray>([['transformer.wte.weight', random.normal([5, 4])]]);
    for (let block = 0; block < 12; block++) {
      theirs.set(`transformer.h.${block}.ln.weight`, random.normal([4]));
      theirs.set(`transformer.h.${block}.c_fc.weight`, random.normal([4, 7]));
      theirs.set(`transformer.h.${block}.c_proj.weight`, random.normal([7, 4]));
    }
    const found = adapt(theirs);
    t.equal(found.size, 37, { what: 'number of entries' });
    for (let block = 0; block < 12; block++)
      t.close(found.get(`blocks.${block}.fc.weight`), theirs.get(`transformer.h.${block}.c_fc.weight`)!.T, {
        what: `weight of fc in block ${block}`,
      });
  });
});
