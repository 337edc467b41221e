import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCourse } from '../../src/course/course.ts';
import { CourseFolder } from '../course-folder.ts';

test('openCourse() finds the chapters that package.json names', () => {
  using folder = new CourseFolder();
  const { chapters, missing } = openCourse(folder.root);
  expect(chapters.map(({ name, version }) => `${name} ${version}`)).toEqual(['linalg 1.0.0', 'linreg 1.0.0']);
  expect(missing).toEqual([]);
});

test('openCourse() looks upwards from a folder inside', () => {
  using folder = new CourseFolder();
  expect(openCourse(folder.path('01-linalg')).root).toBe(folder.root);
});

test('openCourse() tells chapters that are named but not installed', () => {
  using folder = new CourseFolder();
  rmSync(folder.path('node_modules/@zero-to-gpt/linreg'), { recursive: true });
  expect(openCourse(folder.root).missing).toEqual(['linreg']);
});

test('a chapter that is installed for another one is none of the course', () => {
  using folder = new CourseFolder();
  folder.write('package.json', '{ "dependencies": { "@zero-to-gpt/linreg": "*" } }');
  expect(openCourse(folder.root).chapters.map(({ name }) => name)).toEqual(['linreg']);
});

describe('outside a course', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('openCourse() says that there is no package.json', () => {
    expect(() => openCourse(folder)).toThrow('no package.json here or above');
  });

  test('openCourse() names the package.json of another project', () => {
    writeFileSync(join(folder, 'package.json'), '{ "dependencies": { "react": "*" } }');
    mkdirSync(join(folder, 'src'));
    expect(() => openCourse(join(folder, 'src'))).toThrow('package.json names no chapter of the course');
  });

  test('openCourse() says where a package.json cannot be read', () => {
    writeFileSync(join(folder, 'package.json'), '{ "dependencies": ');
    expect(() => openCourse(folder)).toThrow(/Cannot read .*package.json: .*JSON/);
    writeFileSync(join(folder, 'package.json'), '{ "dependencies": ["linalg"] }');
    expect(() => openCourse(folder)).toThrow(/Cannot read .*package.json: .*expected record/);
  });
});
