import { expect, test } from 'vitest';
import { startPeer } from '../../bench/peer.ts';

const echo = `
require('node:readline').createInterface({ input: process.stdin })
  .on('line', (line) => console.log(JSON.stringify({ got: JSON.parse(line) })));
`;

test('ask() sends a line of JSON and resolves to the one that answers', async () => {
  await using peer = startPeer(process.execPath, ['-e', echo]);
  expect(await peer.ask({ steps: 10 })).toEqual({ got: { steps: 10 } });
  expect(await peer.ask('two')).toEqual({ got: 'two' });
});

test('ask() rejects with how the peer ended', async () => {
  await using peer = startPeer(process.execPath, ['-e', 'process.exit(3)']);
  await expect(peer.ask(1)).rejects.toThrow('it ended with 3');
});

test('ask() rejects where the command is not there', async () => {
  await using peer = startPeer('no-such-command', []);
  await expect(peer.ask(1)).rejects.toThrow('no-such-command');
});

test('a peer sees the environment it is given', async () => {
  await using peer = startPeer(process.execPath, ['-e', 'console.log(JSON.stringify(process.env.COLOR))'], {
    env: { COLOR: 'blue' },
  });
  expect(await peer.ask(null)).toBe('blue');
});
