import { z } from 'zod';
import { fix } from './fix';

/** A failure domain that hosts name already, in the plan's list: as a rack, which its kind can be changed from. */
export const declareDomain = fix('declare-domain', z.strictObject({ name: z.string().min(1) }), (plan, { name }) => {
  if (plan.domains.some((domain) => domain.name === name)) return false;
  plan.domains.push({ name, kind: 'rack' });
  return true;
});
