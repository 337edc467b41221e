import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLesson, type WidgetBlock } from '@zero-to-gpt/lesson-kit';
import { loadWeather } from '@zero-to-gpt/linalg/data/weather';
import { expect, test } from 'vitest';
import { momentsOf } from '../../widgets/descent/model.ts';
import type { About } from '../../widgets/kit/about.ts';

const widgets = join(import.meta.dirname, '../../widgets');
const names = readdirSync(widgets, { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => entry.name.slice(0, -'.ts'.length));

/** All pieces in all lessons. */
const placed = readdirSync(join(import.meta.dirname, '../../../../packages')).flatMap((chapter) => {
  const folder = join(import.meta.dirname, '../../../../packages', chapter, 'lesson');
  return lessonFiles(folder).flatMap((file) =>
    parseLesson(readFileSync(join(folder, file), 'utf8'), file)
      .blocks.filter((block): block is WidgetBlock => block.type === 'widget')
      .map(({ name, options, line }) => ({ name, options, where: `${chapter}/${file}:${line}` })),
  );
});

test.each(names)('%s says what it is without a browser', async (name) => {
  expect((await aboutOf(name)).name).toBe(name);
});

test.each(placed)('$where: $name knows its options', async ({ name, options }) => {
  expect(names).toContain(name);
  expect((await aboutOf(name)).still(options)).toMatch(/^An interactive piece: .+ It needs JavaScript\.$/);
});

test('each piece stands in a lesson', () => {
  expect([...new Set(placed.map(({ name }) => name))].sort()).toEqual(names.toSorted());
});

async function aboutOf(name: string): Promise<About<unknown>> {
  const { about } = (await import(`../../widgets/${name}/about.ts`)) as { about: About<unknown> };
  return about;
}

function lessonFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.md'));
  } catch {
    return []; // a chapter without lessons
  }
}

test('the means that chapter 2 gives to descent are those of its training days', async () => {
  const { rows } = await loadWeather({ location: 'Seattle' });
  const days = rows.slice(0, -1).map((day, i) => [day.temp_max, rows[i + 1]!.temp_max]);
  const { x, y, xx, xy, yy } = momentsOf(days.slice(0, Math.floor(0.7 * days.length)));
  const rounded = Object.fromEntries(
    Object.entries({ x, y, xx, xy, yy }).map(([name, value]) => [name, Number(value.toFixed(5))]),
  );
  const given = placed.filter(({ options }) => options.moments).map(({ options }) => options.moments);
  expect(given).toEqual([rounded, rounded]);
});
