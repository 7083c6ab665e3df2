'use client';
import { useTranslations } from 'next-intl';
import { etcdSchema, type Plan } from '@/lib/plan/schema';
import { CredentialSelect } from './credential-select';
import { useEditor, usePlan } from './editor-context';
import { Quiet } from './editor-layout';
import { LossChoices } from './loss-choices';
import { DeclaredField, PlanField } from './plan-field';
import { useChoice } from './use-choice';

type Etcd = Plan['etcd'];
type Kind = Etcd['kind'];

const kinds = ['kubernetes', 'built-in', 'external'] as const;

/** Step 5: Rainbond's etcd. Where Kubernetes' own members are is a matter of roles. */
export function EtcdSection() {
  const t = useTranslations('editor.services.etcd');
  const plan = usePlan();
  const { edit } = useEditor();
  const { etcd } = plan;
  const { of, leave } = useChoice<Etcd>(etcd, (kind) => etcdSchema.parse({ kind }));
  const set = (next: Etcd, field: string) => edit((now) => ({ ...now, etcd: next }), field && `etcd.${field}`);
  // Only Rainbond 5.17 asks for an etcd at all.
  const asks = plan.rainbond.kind === '5.17';
  return (
    <>
      <LossChoices<Kind>
        label={t('label')}
        value={etcd.kind}
        capability="rainbond-console"
        onChange={(kind) => {
          leave();
          set(of(kind), '');
        }}
        choices={kinds.map((kind) => ({
          value: kind,
          name: t(`kinds.${kind}`),
          text: t(`texts.${kind}`),
          plan: asks ? { ...plan, etcd: of(kind) } : null,
        }))}
      />
      {etcd.kind === 'external' && (
        <>
          <PlanField
            mono
            rows={3}
            path="etcd.endpoints"
            label={t('endpoints')}
            hint={t('endpointsHint')}
            placeholder={'https://10.0.0.21:2379\nhttps://10.0.0.22:2379\nhttps://10.0.0.23:2379'}
            value={etcd.endpoints.join('\n')}
            onChange={(text) => set({ ...etcd, endpoints: text.split('\n').map((line) => line.trim()) }, 'endpoints')}
          />
          <CredentialSelect
            place="etcd"
            path="etcd.credential"
            label={t('credential')}
            value={etcd.credential}
            onChange={(credential) => set({ ...etcd, credential }, '')}
          />
          <DeclaredField
            path="etcd.declared"
            value={etcd.declared}
            onChange={(declared) => set({ ...etcd, declared }, 'declared')}
          />
        </>
      )}
      <Quiet>{asks ? t('roles') : t('notAsked')}</Quiet>
    </>
  );
}
