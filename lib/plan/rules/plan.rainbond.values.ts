import { isMap, LineCounter, parseDocument } from 'yaml';
import { rule } from '@/lib/plan/rule';
import { yamlErrorText } from '@/lib/plan/yaml-error';

/** Merged last into the chart's values: one YAML map. */
export const planRainbondValues = rule('plan.rainbond.values', 'rainbond', ({ plan }) => {
  if (plan.rainbond.kind === 'none') return [];
  const lines = new LineCounter();
  const document = parseDocument(plan.rainbond.values, { lineCounter: lines });
  const path = 'rainbond.values';
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    const values = { problem: 'syntax', line, column: col, found: yamlErrorText(error.message) };
    return [{ severity: 'block', path, values }];
  }
  if (document.contents === null || isMap(document.contents)) return [];
  const found = String(document.contents).trim().slice(0, 60);
  return [{ severity: 'block', path, values: { problem: 'notAMap', line: 1, column: 1, found } }];
});
