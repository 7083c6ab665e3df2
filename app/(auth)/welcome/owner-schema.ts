import { z } from 'zod';

/** better-auth's limits in `lib/auth/auth.ts`, which the browser can't load. */
export const passwordLength = { min: 12, max: 128 };

export const ownerFields = z.object({
  name: z.string().trim().min(1, 'name-missing').max(100, 'name-too-long'),
  email: z.email('email-invalid').max(200, 'email-invalid'),
  password: z.string().min(passwordLength.min, 'password-too-short').max(passwordLength.max, 'password-too-long'),
});
export type OwnerFields = z.infer<typeof ownerFields>;

export const ownerSchema = ownerFields.extend({ token: z.string().max(200) });
