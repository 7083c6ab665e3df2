import { z } from 'zod';
import { fix } from './fix';

const values = z.strictObject({ domain: z.string().min(1) });

/** The same domain as Kubernetes writes it. */
export const setDomain = fix('set-domain', values, ({ rainbond }, { domain }) => {
  if (rainbond.kind === 'none' || rainbond.domainSuffix === domain) return false;
  rainbond.domainSuffix = domain;
  return true;
});
