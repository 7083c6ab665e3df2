'use client';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { Plan } from '@/lib/plan/schema';
import { useEditor } from './editor-context';
import { OptionList } from './option-list';

export type ServiceSection = 'storage' | 'etcd' | 'registry' | 'database' | 'rainbond';

type Kinds = { [S in ServiceSection]: { all: Plan[S]['kind'][]; today: Plan[S] } };

/** All choices of the design, and the one that a runbook carries out today (`lib/plan/unsupported.ts`). */
const kinds: Kinds = {
  storage: {
    all: ['none', 'built-in', 'storage-class', 'external-nfs', 'nfs-server', 'ceph'],
    today: { kind: 'none' },
  },
  etcd: { all: ['built-in', 'kubernetes', 'external'], today: { kind: 'kubernetes' } },
  registry: { all: ['built-in', 'external'], today: { kind: 'built-in' } },
  database: { all: ['built-in', 'external', 'mysql-pair'], today: { kind: 'built-in' } },
  rainbond: { all: ['none', '5.17', '6.x'], today: { kind: 'none' } },
};

/** Steps 4 to 8, which belong to Rainbond: what the plan says, and that nothing else is carried out yet. */
export function ServiceSectionForm({ section }: { section: ServiceSection }) {
  const t = useTranslations('editor.services');
  const { plan, edit, readOnly } = useEditor();
  const { all, today } = kinds[section];
  const chosen = plan[section].kind;
  return (
    <>
      <OptionList<string>
        label={t(`${section}.label`)}
        value={chosen}
        disabled={readOnly}
        onChange={(kind) => {
          if (kind === today.kind) edit((now) => ({ ...now, [section]: today }));
        }}
        choices={all.map((kind) => {
          const key = kind.replaceAll('.', '_');
          const supported = kind === today.kind;
          return {
            value: kind,
            name: t(`${section}.${key}`),
            disabled: !supported && kind !== chosen,
            aside: supported ? undefined : t('notYet'),
          };
        })}
      />
      <Notice tone="note" title={t('title')}>
        {t(section === 'rainbond' || section === 'storage' ? 'text' : 'textRainbond')}
      </Notice>
    </>
  );
}
