import { recipe } from './recipe.ts';
import { heldOutLoss, type RunState, stepOf } from './run-state.ts';

const WIDTH = 400;
const HEIGHT = 180;
const [left, right, top, bottom] = [24, 8, 16, 16];
const [low, high] = [2, 3.4];

/** The loss curve as SVG, and in words, for the page as it is served and for the run as it goes. Colours are the tokens'. */
export function chart(run: RunState): string {
  const { opening, moments } = run;
  const learnt = moments.flatMap(({ step, loss }) => (loss === null ? [] : [[step, loss] as const]));
  const heldOut = moments.flatMap(({ step, heldOut }) => (heldOut === undefined ? [] : [[step, heldOut] as const]));
  const y = ordinate(opening.baseline);
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
<g class="zg-grid">${ticksY.map((t) => `<path d="M${left} ${ordinate(t)}H${WIDTH - right}"/>`).join('')}</g>
<g class="zg-ticks">${ticksY.map((t) => `<text x="${left - 6}" y="${ordinate(t) + 3.5}" text-anchor="end">${t.toFixed(1)}</text>`).join('')}
${ticksX.map((t) => `<text x="${abscissa(t)}" y="${HEIGHT - bottom + 15}" text-anchor="${t === recipe.steps ? 'end' : 'middle'}">${t}</text>`).join('')}
<text x="0" y="9">loss per letter (nats), by step</text></g>
<path class="zg-baseline" d="M${left} ${y}H${WIDTH - right}"/>
<text class="zg-baseline-label" x="${WIDTH - right}" y="${y - 6}" text-anchor="end">counting pairs of letters: ${opening.baseline.toFixed(2)}</text>
<path class="zg-learnt" d="${line(learnt)}"/>
<path class="zg-held-out" d="${line(heldOut)}"/>
${heldOut.map(([step, loss]) => `<circle class="zg-held-out-dot" cx="${abscissa(step)}" cy="${ordinate(loss)}" r="3"/>`).join('')}
</svg>
<figcaption class="zg-hidden">${describe(run)}</figcaption>`;
}

/** The curve in a sentence. */
export function describe(run: RunState): string {
  const { baseline } = run.opening;
  const loss = heldOutLoss(run);
  const begin = run.moments[0]?.heldOut;
  if (loss === undefined || begin === undefined) return 'Loss curve, before the first step.';
  return `Loss curve: on names the model never sees, the loss went from ${begin.toFixed(2)} to ${loss.toFixed(2)} nats per letter in ${stepOf(run)} steps; counting pairs of letters gives ${baseline.toFixed(2)}.`;
}

const ticksY = [2, 2.5, 3];
const ticksX = [0, 100, 200, 300, 400, 500];

function line(points: readonly (readonly [step: number, loss: number])[]): string {
  return points.map(([step, loss], i) => `${i === 0 ? 'M' : 'L'}${abscissa(step)} ${ordinate(loss)}`).join('');
}

function abscissa(step: number): number {
  return round(left + (step / recipe.steps) * (WIDTH - left - right));
}

/** A loss outside of the picture stays on its edge. */
function ordinate(loss: number): number {
  const share = Math.min(1, Math.max(0, (high - loss) / (high - low)));
  return round(top + share * (HEIGHT - top - bottom));
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}
