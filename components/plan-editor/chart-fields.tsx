'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { chartNames, makersRepositories } from '@/lib/plan/chart-source';
import { type ChartOrigin, chartOriginSchema, type Rainbond } from '@/lib/plan/schema';
import { CredentialSelect } from './credential-select';
import { usePlan } from './editor-context';
import { Quiet, TwoFields } from './editor-layout';
import { PlanField } from './plan-field';
import { useChoice } from './use-choice';

type ChartFieldsProps = {
  rainbond: Rainbond;
  /** `field` folds typing into one undo; '' for a choice. */
  onChange: (chart: ChartOrigin, field: string) => void;
};

/** Where helm gets Rainbond's chart: the bundle, or a repository with what it asks for. */
export function ChartFields({ rainbond, onChange }: ChartFieldsProps) {
  const t = useTranslations('editor.services.rainbond.chart');
  const { artifacts } = usePlan();
  const online = artifacts.kind === 'online';
  const { of, leave } = useChoice<ChartOrigin>(rainbond.chart, (kind) => chartOriginSchema.parse({ kind }));
  // Nothing comes from a bundle then, whatever was chosen before.
  const chart = online ? of('repository') : rainbond.chart;
  return (
    <>
      {online ? (
        <Quiet>{t('online')}</Quiet>
      ) : (
        <Field label={t('label')}>
          {() => (
            <Segmented<ChartOrigin['kind']>
              full
              label={t('label')}
              value={chart.kind}
              onChange={(kind) => {
                leave();
                onChange(of(kind), '');
              }}
              options={[
                { value: 'bundle', label: t('bundle') },
                { value: 'repository', label: t('repository') },
              ]}
            />
          )}
        </Field>
      )}
      {chart.kind === 'repository' && (
        <>
          <PlanField
            mono
            path="rainbond.chart.url"
            label={t('url')}
            aside={t('optional')}
            hint={t('urlHint', { chart: chartNames[rainbond.kind] })}
            placeholder={makersRepositories[rainbond.kind]}
            value={chart.url}
            onChange={(url) => onChange({ ...chart, url: url.trim() }, 'chart.url')}
          />
          <TwoFields>
            <PlanField
              mono
              path="rainbond.chart.user"
              label={t('user')}
              aside={t('optional')}
              value={chart.user}
              onChange={(user) => onChange({ ...chart, user: user.trim() }, 'chart.user')}
            />
            <CredentialSelect
              place="charts"
              path="rainbond.chart.credential"
              label={t('credential')}
              value={chart.credential}
              onChange={(credential) => onChange({ ...chart, credential }, '')}
            />
          </TwoFields>
          <PlanField
            mono
            rows={3}
            path="rainbond.chart.ca"
            label={t('ca')}
            aside={t('optional')}
            hint={t('caHint')}
            placeholder="-----BEGIN CERTIFICATE-----"
            value={chart.ca}
            onChange={(ca) => onChange({ ...chart, ca }, 'chart.ca')}
          />
        </>
      )}
    </>
  );
}
