import type { z } from 'zod';

/**
 * Message key by form field (`hosts.0.name`), the first problem of each. A schema names its own keys as messages
 * (`z.string().min(12, 'password-too-short')`); zod's own sentences become `field-<zod code>`.
 */
export function fieldCodes(error: z.ZodError): Record<string, string> {
  const codes: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = issue.path.join('.');
    codes[field] ??= /^[a-z][a-z0-9-]*$/.test(issue.message)
      ? issue.message
      : `field-${issue.code.replaceAll('_', '-')}`;
  }
  return codes;
}
