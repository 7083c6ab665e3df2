import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromOwnPage } from './public-origin';

afterEach(() => vi.unstubAllEnvs());
const asks = (headers: Record<string, string>) => fromOwnPage(new Headers(headers));

describe('fromOwnPage', () => {
  it('takes the host that was asked for when no address is configured', () => {
    vi.stubEnv('SLIPWAY_URL', '');
    expect(asks({ origin: 'http://10.0.0.9:7600', host: '10.0.0.9:7600' })).toBe(true);
    expect(asks({ origin: 'http://10.0.0.9:8080', host: '10.0.0.9:7600' })).toBe(false);
    expect(asks({ origin: 'https://evil.example', host: '10.0.0.9:7600' })).toBe(false);
  });

  it('takes only the configured address, whatever Host says', () => {
    vi.stubEnv('SLIPWAY_URL', 'https://slipway.example.com');
    expect(asks({ origin: 'https://slipway.example.com', host: 'inner:7600' })).toBe(true);
    expect(asks({ origin: 'http://slipway.example.com', host: 'slipway.example.com' })).toBe(false);
    expect(asks({ origin: 'https://evil.example', host: 'evil.example' })).toBe(false);
  });

  it('refuses a request that does not say where it comes from', () => {
    expect(asks({ host: 'a' })).toBe(false);
    expect(asks({ origin: 'null', host: 'a' })).toBe(false);
  });
});
