import type { Desk } from './desk.ts';

/** Tells the page of errors that no cell catches: in timers, and of promises that nobody awaits. */
export function watchStrayErrors(scope: EventTarget, desk: Desk): void {
  scope.addEventListener('error', (event) => {
    event.preventDefault();
    desk.complain((event as ErrorEvent).error ?? new Error((event as ErrorEvent).message));
  });
  scope.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    desk.complain((event as PromiseRejectionEvent).reason);
  });
}
