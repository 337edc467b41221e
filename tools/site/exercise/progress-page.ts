import { progressFile } from '@zero-to-gpt/lesson-kit/progress';
import { answered, readAnswer } from './answers.ts';
import { checker } from './checker.ts';
import { button, element } from './dom.ts';
import { forgetDamage, isDamaged, onProgress, progress, stateOf, wasChecked } from './progress.ts';
import { count, readFile, saveProgress } from './progress-file.ts';
import { showTicks } from './ticks.ts';

/** Brings the page of all exercises to life: counts, where to go on, files. Returns what ends it. */
export function openProgressPage(host: HTMLElement): () => void {
  const links = [...host.querySelectorAll<HTMLAnchorElement>('a[data-exercise]')];
  const head = element('div', { class: 'zg-reached' });
  const said = element('p', { class: 'zg-news', role: 'status' });
  const asks = element('div', { class: 'zg-asks' });
  const damage = damageNotice();
  const again = button('Check my answers again', () => void checkAll(links, said));
  const input = element('input', {
    type: 'file',
    accept: '.json,application/json',
    hidden: '',
    'aria-label': 'Progress file',
  });
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    input.value = ''; // the same file may be chosen again
    if (file) void readFile(file, links, said, asks);
  });
  const box = element(
    'section',
    { class: 'zg-files', 'aria-label': 'Your progress as a file' },
    element('h2', {}, 'Take it with you'),
    element(
      'p',
      {},
      'What you write stays in this browser. A file carries it to another one, or into your own folder: ',
      element('code', {}, `npx zero-to-gpt progress --import ${progressFile}`),
      ' there reads it, ',
      element('code', {}, '--export'),
      ' writes one for this page.',
    ),
    element(
      'div',
      { class: 'zg-tools' },
      button('Save my progress to a file', () => saveProgress(said)),
      button('Read progress from a file', () => input.click()),
      again,
      input,
    ),
    said,
    asks,
  );
  host.prepend(damage, head);
  host.append(box);
  const show = (): void => {
    head.replaceChildren(...reachedView(links));
    for (const section of host.querySelectorAll<HTMLElement>('[data-chapter]')) showCount(section);
    damage.hidden = !isDamaged();
    again.hidden = unpassed().length === 0;
    showTicks(host);
  };
  show();
  host.dataset.ready = '';
  const forget = onProgress(show);
  return () => {
    forget();
    checker.end();
  };
}

/** How much has passed, and the way to where the reader left off. */
function reachedView(links: readonly HTMLAnchorElement[]): HTMLElement[] {
  const passed = links.filter(isPassed).length;
  const words = `${passed} of ${links.length} exercises passed`;
  const bar = element('progress', { max: String(links.length), value: String(passed), 'aria-label': words });
  const next = nextLink(links);
  const begun = passed > 0 || progress().current !== undefined;
  const way = next
    ? element(
        'a',
        { class: 'zg-go', href: next.getAttribute('href') ?? '' },
        `${begun ? 'Go on' : 'Begin'}: ${next.textContent}`,
      )
    : element('strong', {}, 'All done!');
  return [element('p', {}, words), bar, element('p', {}, way)];
}

/** The exercise at hand, or the next after it that has not passed. */
function nextLink(links: readonly HTMLAnchorElement[]): HTMLAnchorElement | undefined {
  const at = links.findIndex((link) => link.dataset.exercise === progress().current);
  const from = Math.max(0, at);
  return [...links.slice(from), ...links.slice(0, from)].find((link) => !isPassed(link));
}

function showCount(section: HTMLElement): void {
  const links = [...section.querySelectorAll<HTMLAnchorElement>('a[data-exercise]')];
  const heading = section.querySelector('h2, h3');
  if (!heading || links.length === 0) return;
  const count = section.querySelector('.zg-count') ?? element('span', { class: 'zg-count' });
  count.textContent = `${links.filter(isPassed).length} of ${links.length}`;
  heading.append(' ', count);
}

function damageNotice(): HTMLElement {
  return element(
    'div',
    { class: 'zg-damage' },
    element(
      'p',
      {},
      'The record of your progress was damaged. It is kept aside, your answers are all there: check them again, below.',
    ),
    button('Throw the damaged record away', () => {
      forgetDamage();
      document.querySelector<HTMLElement>('zg-progress .zg-go')?.focus();
    }),
  );
}

/** Runs the checks of all answers that have not passed. */
async function checkAll(links: readonly HTMLAnchorElement[], said: HTMLElement): Promise<void> {
  const all = unpassed().filter((id) => links.some((link) => link.dataset.exercise === id));
  const { current } = progress();
  let passed = 0;
  for (const [i, id] of all.entries()) {
    said.textContent = `Checking ${id}, ${i + 1} of ${all.length} …`;
    const { failure } = await checker.check(id, readAnswer(id) ?? '');
    if (!failure) passed++;
    wasChecked(id, !failure, current);
  }
  said.textContent = `Checked ${count(all.length, 'answer')}: ${passed} passed.`;
}

const unpassed = (): string[] => answered().filter((id) => stateOf(id) !== 'passed');
const isPassed = (link: HTMLElement): boolean => stateOf(link.dataset.exercise ?? '') === 'passed';
