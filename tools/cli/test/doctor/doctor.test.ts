import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { folder, node, typescript } from '../../src/doctor/host.ts';
import { browser, findProgram, mpi, versionOf } from '../../src/doctor/programs.ts';
import { compiles, relaxedSimd, threads, wasmSimd } from '../../src/doctor/wasm.ts';
import { webgpu } from '../../src/doctor/webgpu.ts';
import { CourseFolder } from '../course-folder.ts';
import { runCommand } from '../run-command.ts';

test('node() is broken before 20.19', () => {
  expect(node('20.19.0').state).toBe('works');
  expect(node('24.1.0').state).toBe('works');
  expect(node('20.18.9')).toMatchObject({ state: 'broken', found: '20.18.9', cure: expect.stringContaining('20.19') });
  expect(node('18.20.0').state).toBe('broken');
});

test('the modules that doctor compiles use the feature they stand for', async () => {
  expect(compiles('simd')).toBe(true); // Node has it since 16
  expect(compiles('threads')).toBe(true);
  expect(wasmSimd()).toMatchObject({ state: 'works', found: '128 bits' });
  expect(relaxedSimd().state).toBe(compiles('relaxedSimd') ? 'works' : 'missing');
  expect(await threads()).toMatchObject({ state: 'works' });
});

test('folder() tells the chapters, and the cure where one is not installed', () => {
  using course = new CourseFolder();
  expect(folder(course.course)).toMatchObject({ state: 'works', found: 'linalg 1.0.0, linreg 1.0.0' });
  rmSync(course.path('node_modules/@zero-to-gpt/linreg'), { recursive: true });
  expect(folder(course.course)).toMatchObject({ state: 'broken', cure: 'npm install' });
  expect(folder('no package.json')).toMatchObject({ state: 'missing', found: 'no package.json' });
});

test('typescript() is missing where it is not installed', () => {
  using bare = new CourseFolder();
  using course = new CourseFolder({ typescript: true });
  expect(typescript(bare.course).state).toBe('missing');
  expect(typescript(course.course)).toMatchObject({ state: 'works', found: expect.stringMatching(/^\d+\.\d+/) });
});

test('webgpu() tells whether an adapter answers', () => {
  using course = new CourseFolder();
  expect(webgpu(undefined).state).toBe('missing');
  expect(webgpu(course.root)).toMatchObject({ state: 'missing', cure: 'npm install webgpu' });
  const install = (create: string): void => {
    course.write('node_modules/webgpu/package.json', '{ "name": "webgpu", "type": "module", "exports": "./index.js" }');
    course.write(
      'node_modules/webgpu/index.js',
      `export const globals = {};\nexport const create = () => (${create});\n`,
    );
  };
  install("{ requestAdapter: async () => ({ info: { description: 'Fast Card' } }) }");
  expect(webgpu(course.root)).toMatchObject({ state: 'works', found: 'Fast Card' });
  install('{ requestAdapter: async () => null }');
  expect(webgpu(course.root)).toMatchObject({ state: 'missing', found: 'no adapter answers' });
  install('process.abort()');
  expect(webgpu(course.root)).toMatchObject({ state: 'missing', found: 'asking for it ended with SIGABRT' });
});

test('programs are found on the PATH', () => {
  expect(findProgram(['no-such-program'])).toBeUndefined();
  expect(findProgram(['no-such-program'], [process.execPath])).toBe(process.execPath);
  expect(versionOf(process.execPath)).toBe(process.version);
  for (const finding of [browser(), mpi()])
    expect(finding.state).toBe(finding.cure === undefined ? 'works' : 'missing');
});

test('doctor tells everything outside a course too, and that it is none', async () => {
  const { status, out } = await runCommand(tmpdir(), 'doctor');
  expect(status).toBe(0);
  expect(out).toContain('✓ Node');
  expect(out).toContain('○ Course folder      Cannot find a course folder');
  using course = new CourseFolder();
  const { out: json } = await runCommand(course.root, 'doctor', '--json');
  expect(JSON.parse(json)).toHaveLength(9);
});
