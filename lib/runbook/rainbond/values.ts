import { type Document, mergedValuesFile } from '../overridden-file';
import type { StepFile } from '../runbook';
import type { RainbondTarget } from './target';
import { valuesOf5 } from './values-5.17';
import { valuesOf6 } from './values-6.x';

export const valuesPath = '/run/slipway/rainbond-helm/values.yaml';

/** What the chart gets, before the plan's raw values. */
export function chartValues(target: RainbondTarget): Document {
  return target.rainbond.kind === '5.17' ? valuesOf5(target) : valuesOf6(target);
}

/** The values file: generated, with the plan's raw values merged last. @throws CompileError for raw values that are no map */
export function valuesFile(target: RainbondTarget): StepFile {
  return mergedValuesFile(valuesPath, '0600', chartValues(target), target.rainbond.values, 'rainbond.values');
}
