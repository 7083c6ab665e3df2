import { expect, test } from 'vitest';
import { isPort, isServiceAddress } from './service-address';

test('an address that a host can have, or a name', () => {
  expect(['10.0.0.50', 'nas', 'mysql.corp.example'].filter((text) => !isServiceAddress(text))).toEqual([]);
});

test('loopback, half an address, a port, a scheme and nothing are not', () => {
  const wrong = ['127.0.0.1', '10.0.0', '10.0.0.300', '10.0.0.50:3306', 'https://nas', 'a b', ''];
  expect(wrong.filter(isServiceAddress)).toEqual([]);
});

test('ports from 1 to 65535', () => {
  expect(['1', '65535', '0', '65536', '', '80a'].map(isPort)).toEqual([true, true, false, false, false, false]);
});
