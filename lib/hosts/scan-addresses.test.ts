import { expect, test } from 'vitest';
import { scanAddresses } from './scan-addresses';

const count = (text: string) => {
  const result = scanAddresses(text);
  return 'problem' in result
    ? result.problem
    : `${result.addresses.length} ${result.addresses[0]} ${result.addresses.at(-1)}`;
};

test.each([
  ['10.0.0.0/24', '254 10.0.0.1 10.0.0.254'],
  ['10.0.0.0/22', '1022 10.0.0.1 10.0.3.254'],
  ['10.0.0.4/31', '2 10.0.0.4 10.0.0.5'],
  ['10.0.0.11-40', '30 10.0.0.11 10.0.0.40'],
  ['10.0.0.[11,13-14], 10.0.1.1', '4 10.0.0.11 10.0.1.1'],
  ['10.0.[0-3].[0-255]', '1024 10.0.0.0 10.0.3.255'],
  ['10.0.0.1 10.0.0.1', '1 10.0.0.1 10.0.0.1'],
])('%s', (text, addresses) => {
  expect(count(text)).toBe(addresses);
});

test.each([
  ['', 'range'],
  ['10.0.0.0/21', 'tooLarge'],
  ['10.0.[0-4].[0-255]', 'tooLarge'],
  ['10.0.0.0/24 10.0.1.0/24 10.0.2.0/24 10.0.3.0/24 10.0.4.0/24', 'tooLarge'],
  ['10.0.0.1/24', 'range'],
  ['10.0.0.[250-300]', 'range'],
  ['127.0.0.1', 'range'],
  ['224.0.0.0/24', 'range'],
  ['node1', 'range'],
])('%j: %s', (text, problem) => {
  expect(count(text)).toBe(problem);
});

test('link-local addresses are nobody’s host, in whatever form', () => {
  for (const text of ['169.254.169.254', '169.254.0.0/24', '169.254.1.1-9', '10.0.0.1, 169.254.169.254'])
    expect(scanAddresses(text)).toEqual({ problem: 'range' });
  expect(scanAddresses('169.253.255.254')).toEqual({ addresses: ['169.253.255.254'] });
});
