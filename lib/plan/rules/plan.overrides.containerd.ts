import { parse, TomlError } from 'smol-toml';
import { rule } from '@/lib/plan/rule';

export const planOverridesContainerd = rule('plan.overrides.containerd', 'kubernetes', ({ plan }) => {
  try {
    parse(plan.kubernetes.overrides.containerd);
    return [];
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split('\n')[0] ?? '';
    const values = { line: error.line, column: error.column, reason };
    return [{ severity: 'block', path: 'kubernetes.overrides.containerd', values }];
  }
});
