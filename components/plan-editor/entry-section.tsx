'use client';
import { useTranslations } from 'next-intl';
import { drawRouterId } from '@/lib/plan/new-plan';
import type { Plan } from '@/lib/plan/schema';
import { useEditor, usePlan } from './editor-context';
import { Quiet } from './editor-layout';
import { BalancerFields, type Vip, VipFields, vrrp } from './entry-fields';
import { LossChoices } from './loss-choices';
import { useChoice } from './use-choice';

type Api = Plan['entry']['api'];
type Application = Plan['entry']['application'];

/** Step 2: where clients of the Kubernetes API go, and where clients of applications go. */
export function EntrySection() {
  const t = useTranslations('editor.entry');
  const existing = usePlan().kubernetes.distribution === 'existing';
  return (
    <>
      {existing ? <Quiet>{t('asItIs')}</Quiet> : <ApiEntry />}
      <ApplicationEntry />
    </>
  );
}

const freshVip = (): Vip => ({
  kind: 'keepalived',
  address: '',
  interface: '',
  virtualRouterId: drawRouterId(Math.random),
  ...vrrp['3'],
});

function freshApi(kind: Api['kind']): Api {
  if (kind === 'keepalived') return freshVip();
  return kind === 'load-balancer' ? { kind, address: '', port: 6443, declared: '' } : { kind };
}

function freshApplication(kind: Application['kind']): Application {
  if (kind === 'keepalived') return freshVip();
  return kind === 'load-balancer' ? { kind, address: '', declared: '' } : { kind };
}

function ApiEntry() {
  const t = useTranslations('editor.entry');
  const plan = usePlan();
  const { edit } = useEditor();
  const { api, application } = plan.entry;
  const { of, leave } = useChoice<Api>(api, freshApi);
  const withApi = (now: Plan, next: Api): Plan => ({ ...now, entry: { ...now.entry, api: next } });
  const set = (next: Api, field: string) => edit((now) => withApi(now, next), field);
  // It can only be shared once there is one.
  const kinds = (['keepalived', 'load-balancer', 'application-entry', 'host'] as const).filter(
    (kind) => kind !== 'application-entry' || application.kind !== 'none' || api.kind === kind,
  );
  return (
    <>
      <LossChoices<Api['kind']>
        label={t('api')}
        value={api.kind}
        capability="kubernetes-api"
        onChange={(kind) => {
          leave();
          set(of(kind), '');
        }}
        choices={kinds.map((kind) => ({
          value: kind,
          name: t(`kinds.${kind}`),
          text: t(`texts.${kind}`),
          plan: withApi(plan, of(kind)),
        }))}
      />
      {api.kind === 'keepalived' && <VipFields at="entry.api" value={api} onChange={set} />}
      {api.kind === 'load-balancer' && <BalancerFields at="entry.api" value={api} onChange={set} />}
    </>
  );
}

function ApplicationEntry() {
  const t = useTranslations('editor.entry');
  const plan = usePlan();
  const { edit } = useEditor();
  const { application } = plan.entry;
  const { of, leave } = useChoice<Application>(application, freshApplication);
  const withApplication = (now: Plan, next: Application): Plan => ({
    ...now,
    entry: { ...now.entry, application: next },
  });
  const set = (next: Application, field: string) => edit((now) => withApplication(now, next), field);
  return (
    <>
      <LossChoices<Application['kind']>
        label={t('application')}
        value={application.kind}
        capability="application-entry"
        onChange={(kind) => {
          leave();
          set(of(kind), '');
        }}
        choices={(['none', 'keepalived', 'load-balancer'] as const).map((kind) => ({
          value: kind,
          name: t(`applicationKinds.${kind}`),
          text: t(`applicationTexts.${kind}`),
          plan: kind === 'none' ? null : withApplication(plan, of(kind)),
        }))}
      />
      {application.kind === 'keepalived' && <VipFields at="entry.application" value={application} onChange={set} />}
      {application.kind === 'load-balancer' && (
        <BalancerFields at="entry.application" value={application} onChange={set} />
      )}
    </>
  );
}
