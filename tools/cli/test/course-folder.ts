import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Course, openCourse } from '../src/course/course.ts';
import { type Exercise, exercises } from '../src/course/exercise.ts';
import { placeMaterials } from '../src/course/materials.ts';

const packages = join(import.meta.dirname, 'fixtures/packages');

/** A learner's folder with two small chapters of its own, which goes away with the test. */
export class CourseFolder implements Disposable {
  readonly root: string = realpathSync(mkdtempSync(join(tmpdir(), 'zero to gpt ')));

  constructor({ typescript = false, stubs = true }: { typescript?: boolean; stubs?: boolean } = {}) {
    const dependencies = { '@zero-to-gpt/linalg': '^1.0.0', '@zero-to-gpt/linreg': '^1.0.0' };
    this.write('package.json', JSON.stringify({ private: true, type: 'module', dependencies }));
    cpSync(packages, join(this.root, 'node_modules/@zero-to-gpt'), { recursive: true });
    if (typescript) {
      const strict = { strict: true, noEmit: true, module: 'esnext', moduleResolution: 'bundler', types: [] };
      this.write('tsconfig.json', JSON.stringify({ compilerOptions: strict }));
      const own = join(import.meta.dirname, '../../../node_modules/typescript7');
      symlinkSync(own, join(this.root, 'node_modules/typescript'), 'dir');
      symlinkSync(join(import.meta.dirname, '../../check'), join(this.root, 'node_modules/@zero-to-gpt/check'), 'dir');
    }
    if (stubs) placeMaterials(this.course);
  }

  get course(): Course {
    return openCourse(this.root);
  }

  exercise(key: string): Exercise {
    const found = exercises(this.course).find((each) => each.key === key);
    if (!found) throw new RangeError(`Cannot find ${key} among the fixtures`);
    return found;
  }

  path(file: string): string {
    return join(this.root, file);
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
