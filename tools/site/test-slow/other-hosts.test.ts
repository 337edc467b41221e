import { availableParallelism } from 'node:os';
import { type Browser, type BrowserName, nestedWorkers, openBrowser, type Page } from '@zero-to-gpt/browsers';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { expectPass, expectTodo } from './support/check-exercise.ts';
import { exercisePath, lessonPath, samples } from './support/course.ts';
import { expectQuiet, read, until } from './support/reader.ts';
import { runLesson } from './support/run-lesson.ts';
import { base, type Served, serveBuilt } from './support/served.ts';

/** What the badge says where the page may share memory. */
const threads = availableParallelism() > 1 ? /\b([2-9]|\d\d+) threads/ : /\b1 thread\b/;

interface Host {
  readonly what: string;
  readonly name: BrowserName;
  readonly isolated: boolean;
  readonly serviceWorkers: boolean;
  /** What the badge says of threads. */
  readonly badge: RegExp;
}

const hosts: readonly Host[] = [
  {
    what: `Firefox below ${base}, isolated`,
    name: 'firefox',
    isolated: true,
    serviceWorkers: true,
    badge: threads,
  },
  {
    what: 'Firefox without isolation',
    name: 'firefox',
    isolated: false,
    serviceWorkers: false,
    badge: /\b(1|one|single) thread\b.*isolat/is,
  },
  {
    what: 'Chromium without headers, isolated by a service worker',
    name: 'chromium',
    isolated: false,
    serviceWorkers: true,
    badge: threads,
  },
];

for (const { what, name, isolated, serviceWorkers, badge } of hosts)
  describe.skipIf(lacks(name))(what, nestedWorkers(name), () => {
    const isolates = isolated || serviceWorkers;
    let site: Served;
    let browser: Browser;
    beforeAll(async () => {
      site = await serveBuilt({ isolated });
      browser = await openBrowser(name, { serviceWorkers });
    });
    afterAll(async () => {
      await browser?.[Symbol.asyncDispose]();
      await site?.[Symbol.asyncDispose]();
    });

    /** The page when it is as isolated as it will get: a service worker loads it a second time. */
    async function open(path: string): Promise<Page> {
      const page = await read(browser, site, path);
      await until(page, (wanted) => crossOriginIsolated === wanted, isolates);
      await until(page, () => document.documentElement.dataset.zg === 'ready');
      return page;
    }

    for (const { lesson, exercise } of samples) {
      test(`${lessonPath(lesson)} runs, and its badge tells of threads`, async () => {
        const page = await open(lessonPath(lesson));
        await runLesson(page, lesson);
        const { source, flags } = badge;
        const says = (...words: [string, string]) =>
          new RegExp(...words).test(document.querySelector('.zg-badge')?.textContent ?? '');
        await until(page, says, source, flags); // once the worker has told what it has
        expectQuiet(page, site);
        await page.close();
      });

      test(`${exercisePath(exercise)} is checked`, async () => {
        const page = await open(exercisePath(exercise));
        await expectTodo(page);
        await expectPass(page, exercise.solution, exercise.id);
        expectQuiet(page, site);
        await page.close();
      });
    }
  });
