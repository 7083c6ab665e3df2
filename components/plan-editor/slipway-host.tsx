'use client';
import { useTranslations } from 'next-intl';
import { placeSlipway } from '@/lib/plan/edits/hosts';
import { useEditor, usePlan } from './editor-context';
import { HostSelect } from './host-select';
import { FieldFindings } from './plan-field';

/** Which host of the plan runs Slipway, if any does. */
export function SlipwayHost() {
  const t = useTranslations('editor.hosts.slipway');
  const plan = usePlan();
  const { edit, findings } = useEditor();
  const { host } = plan.slipway;
  const value = host === '' ? -1 : plan.hosts.findIndex(({ name }) => name === host);
  return (
    <div>
      <HostSelect
        clearable
        label={t('label')}
        none={t('beside')}
        value={value}
        unknown={value < 0 ? host : ''}
        hint={t('hint')}
        onChange={(index) => edit((now) => placeSlipway(now, index < 0 ? null : index))}
      />
      <div style={{ marginTop: 4 }}>
        <FieldFindings findings={findings.filter(({ path }) => path === 'slipway.host')} />
      </div>
    </div>
  );
}
