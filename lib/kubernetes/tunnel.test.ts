import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { openTunnel } from './tunnel';

it('carries bytes both ways, and ends the stream with its connection', async () => {
  const stream = new PassThrough();
  const tunnel = await openTunnel(async () => stream);
  const socket = connect(tunnel.port, '127.0.0.1');
  socket.write('echo');
  expect(String((await once(socket, 'data'))[0])).toBe('echo');
  socket.destroy();
  await once(stream, 'close');
  await tunnel.close();
});

it('leaves no stream open that came after its connection had gone', async () => {
  const stream = new PassThrough();
  let asked = () => {};
  const opening = new Promise<void>((resolve) => {
    asked = resolve;
  });
  let give = () => {};
  const given = new Promise<PassThrough>((resolve) => {
    give = () => resolve(stream);
  });
  const tunnel = await openTunnel(() => {
    asked();
    return given;
  });
  connect(tunnel.port, '127.0.0.1').on('error', () => {});
  await opening;
  await tunnel.close();
  give();
  await expect.poll(() => stream.destroyed).toBe(true);
});
