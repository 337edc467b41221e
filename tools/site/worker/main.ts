import type { Reply, Request } from '../shared/protocol.ts';
import { Desk } from './desk.ts';
import { blobModules } from './modules.ts';
import { watchStrayErrors } from './stray-errors.ts';

// the module worker of a page: cells and checks run here, so that no loop of a reader's holds up the page

// TypeScript takes the global for a page's
const scope = globalThis as unknown as EventTarget & { postMessage(reply: Reply): void };
const post = scope.postMessage.bind(scope); // a cell may put something else in its place
(Error as { stackTraceLimit?: number }).stackTraceLimit = 60; // V8 keeps ten lines: too few to reach the cell

const desk = new Desk({ post: (reply) => post(reply), modules: blobModules });
desk.timers.install(() => desk.current);
watchStrayErrors(scope, desk);
scope.addEventListener('message', (event) => desk.take((event as MessageEvent<Request>).data));
