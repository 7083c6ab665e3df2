import type { Plan } from '../schema';
import { exportAnsible } from './export-ansible';
import { exportRoi } from './export-roi';

export const textFormats = ['roi', 'ansible'] as const;
export type TextFormat = (typeof textFormats)[number];

/** Of `plan.export` in the reader's language. */
type Translate = (key: string, values?: Record<string, string>) => string;

/** A plan in another program's format, with a comment on top: where it comes from, what stands for secrets, what is not in it. */
export function exportText(plan: Plan, format: TextFormat, translate: Translate): string {
  const { text, notExported, placeholders } = format === 'roi' ? exportRoi(plan) : exportAnsible(plan);
  const lines = [
    translate('header', { name: plan.name }),
    ...(placeholders.length > 0
      ? ['', translate(format === 'roi' ? 'placeholders' : 'environment'), ...placeholders.map((name) => `  ${name}`)]
      : []),
    ...(notExported.length > 0
      ? [
          '',
          translate('notExported'),
          ...notExported.map(({ path, reason }) => `  ${path}: ${translate(`reasons.${reason}`)}`),
        ]
      : []),
  ];
  // A name with a line break in it must not end the comment.
  const comment = lines.map((line) => `# ${line.replace(/[\r\n]+/g, ' ')}`.trimEnd()).join('\n');
  return `${comment}\n\n${text}`;
}
