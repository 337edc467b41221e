import { chart } from './chart.ts';
import type { Name, Opening } from './moment.ts';
import { LAST_SEED, recipe, SAMPLES_EVERY } from './recipe.ts';
import { heldOutLoss, type RunState, samplesOf } from './run-state.ts';

/** The demo as the page is served: a finished run to look at, and a button that waits for JavaScript. */
export function figure(run: RunState): string {
  return `<zg-demo v-pre>
<div class="zg-demo-bar">
<button type="button" data-part="go" class="zg-demo-button" disabled>Train it now</button>
<label class="zg-demo-seed">Seed <input data-part="seed" type="number" min="0" max="${LAST_SEED}" step="1" value="${run.seed}" disabled></label>
<span data-part="progress" class="zg-demo-progress">A finished run. Press the button, and the same happens on your machine.</span>
</div>
<noscript><p class="zg-demo-note">A finished run. Where JavaScript is switched on, a button stands here that makes the same happen on your machine.</p></noscript>
<figure data-part="chart" class="zg-demo-chart">${chart(run)}</figure>
<p data-part="legend" class="zg-demo-legend">${legend(run)}</p>
<table class="zg-demo-names"><caption>Names it makes up, with the same dice each time:</caption>
<thead class="zg-hidden"><tr><th scope="col">step</th><th scope="col">names</th></tr></thead>
<tbody data-part="names">${nameRows(run)}</tbody></table>
<p class="zg-demo-more"><button type="button" data-part="more" class="zg-demo-button zg-demo-quiet" hidden>Six more names</button> <span data-part="new">${newNames(run)}</span></p>
<p data-part="host" class="zg-demo-host">${host(run.opening)}</p>
<output data-part="status" class="zg-hidden"></output>
</zg-demo>`;
}

/** What computes how much. */
export function host({ parameters }: Opening, simd = true): string {
  const how = simd ? 'WebAssembly with SIMD' : 'plain loops, as this browser has no WebAssembly SIMD';
  return `${whole(parameters)} parameters, on one thread of your processor, in ${how}.`;
}

/** What the two lines are, and where they stand. */
export function legend(run: RunState): string {
  const loss = heldOutLoss(run);
  const { count } = run.opening;
  const held = Math.round(count * recipe.heldOut);
  return `<span class="zg-key zg-learnt-key">on the ${whole(count - held)} names it learns from</span>
<span class="zg-key zg-held-out-key">on ${whole(held)} names it never sees: <b>${loss === undefined ? '…' : loss.toFixed(3)}</b></span>`;
}

/** The lines of samples as table rows, with room for those to come: nothing below jumps. */
export function nameRows(run: RunState): string {
  const samples = new Map(samplesOf(run).map(({ step, names }) => [step, names.map(nameHTML).join(' ')]));
  const steps = Array.from({ length: recipe.steps / SAMPLES_EVERY + 1 }, (_, i) => i * SAMPLES_EVERY);
  return steps.map((step) => `<tr><th scope="row">${step}</th><td>${samples.get(step) ?? '…'}</td></tr>`).join('');
}

/** A made-up name; letters only, so nothing needs escaping. */
export function nameHTML({ name, listed }: Name): string {
  return listed ? `<span class="zg-listed">${name}</span>` : `<span>${name}</span>`;
}

/** How many of the last line's names somebody has had before. */
export function newNames(run: RunState): string {
  const last = samplesOf(run).at(-1);
  return last ? newAmong(last.names, run.opening.count) : '';
}

/** How many of some names stand in the list. */
export function newAmong(names: readonly Name[], count: number): string {
  const listed = names.filter((name) => name.listed).length;
  const how = listed === 0 ? 'None' : String(listed);
  return `${how} of the last ${names.length} ${listed > 1 ? 'stand' : 'stands'} in the list of ${whole(count)} names.`;
}

/** 8,403 */
function whole(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
