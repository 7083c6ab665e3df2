import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { clientAddress } from './client-address';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

it('is the address of the connection', () => {
  expect(clientAddress(request('::ffff:10.0.0.9'), [])).toBe('10.0.0.9');
});

it('believes nothing that a visitor claims', () => {
  expect(clientAddress(request('10.0.0.9', '1.2.3.4'), ['10.0.0.5'])).toBe('10.0.0.9');
});

it('believes a proxy of ours, and of its list only the part that proxies wrote', () => {
  expect(clientAddress(request('10.0.0.5', '6.6.6.6, 1.2.3.4, 10.0.0.6'), ['10.0.0.5', '10.0.0.6'])).toBe('1.2.3.4');
  expect(clientAddress(request('10.0.0.5'), ['10.0.0.5'])).toBe('10.0.0.5');
});
