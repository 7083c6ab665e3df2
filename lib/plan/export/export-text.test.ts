import { expect, test } from 'vitest';
import english from '@/messages/en/plan.json';
import chinese from '@/messages/zh/plan.json';
import { importAny } from '../import/import-any';
import { samplePlan } from '../samples';
import { strictTranslator } from '../testing-texts';
import { exportText, textFormats } from './export-text';

test.each(textFormats)('%s says on top what is a placeholder and what is not in it, and is still read', (format) => {
  for (const [language, plan] of [
    ['en', english],
    ['zh', chinese],
  ] as const) {
    const translate = strictTranslator(language, { plan });
    const text = exportText(samplePlan(), format, (key, values) => translate(`plan.export.${key}`, values));
    expect(text).toMatch(/^# .*prod-shanghai/);
    expect(text).toContain('#   SSH_PASSWORD_NODE_1\n');
    expect(text).toContain('#   entry.api: ');
    expect(importAny(text)).toMatchObject({ format, errors: [] });
  }
});

test('a name can’t leave the comment', () => {
  const plan = samplePlan((changed) => {
    changed.name = 'x\ninjected: true';
  });
  const text = exportText(plan, 'roi', (key, values) => `${key} ${values?.name ?? ''}`);
  expect(text.split('\n')[0]).toBe('# header x injected: true');
});
