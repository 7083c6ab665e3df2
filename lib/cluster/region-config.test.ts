import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { regionConfigYaml } from './region-config';

it('puts certificates as text before addresses, and keeps what it doesn’t know', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const yaml = regionConfigYaml({
    data: { zone: 'a', apiAddress: 'https://10.0.0.101:8443' },
    binaryData: { 'ca.pem': base64('-----BEGIN CERTIFICATE-----\nMII\n'), 'client.pem': base64('x\n') },
  });
  expect(Object.keys(parse(yaml))).toEqual(['client.pem', 'ca.pem', 'apiAddress', 'zone']);
  expect(parse(yaml)['ca.pem']).toBe('-----BEGIN CERTIFICATE-----\nMII\n');
  expect(yaml).toContain('ca.pem: |\n  -----BEGIN CERTIFICATE-----\n  MII\n');
});
