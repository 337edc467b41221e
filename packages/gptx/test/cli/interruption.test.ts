import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { Interruption } from '../../src/cli/interruption.ts';

function terminal() {
  const exits: number[] = [];
  const source = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) });
  const told: string[] = [];
  let clock = 5;
  const interruption = new Interruption({ source, now: () => clock, onFirst: (signal) => told.push(signal) });
  return { source, exits, told, interruption, wait: (ms: number) => (clock += ms) };
}

test('Interruption asks the work to stop at the first signal', () => {
  const { source, exits, told, interruption } = terminal();
  expect(interruption.signal.aborted).toBe(false);
  source.emit('SIGINT', 'SIGINT');
  expect(interruption.signal.aborted).toBe(true);
  expect(interruption.signal.reason).toBe('SIGINT');
  expect(told).toEqual(['SIGINT']);
  expect(exits).toEqual([]);
});

test('Interruption leaves at once at the second signal, with the code of the signal', () => {
  const { source, exits, wait } = terminal();
  source.emit('SIGTERM', 'SIGTERM');
  wait(400);
  source.emit('SIGINT', 'SIGINT');
  expect(exits).toEqual([130]);
});

test('Interruption takes the echo of one key press for the same press', () => {
  const { source, exits, wait } = terminal();
  source.emit('SIGINT', 'SIGINT');
  wait(20);
  source.emit('SIGINT', 'SIGINT');
  expect(exits).toEqual([]);
});

test('Interruption listens no longer once it is disposed', () => {
  const { source, interruption } = terminal();
  interruption[Symbol.dispose]();
  expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM') + source.listenerCount('SIGHUP')).toBe(0);
});
