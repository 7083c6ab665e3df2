'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { State, type StateName } from '@/components/ui/state';
import { modelOf } from '@/lib/plan/availability/model';
import { type Endurance, toleranceOf } from '@/lib/plan/availability/tolerance';
import { drawRouterId } from '@/lib/plan/new-plan';
import type { Plan } from '@/lib/plan/schema';
import { useEditor } from './editor-context';
import { Quiet, TwoFields } from './editor-layout';
import { OptionList } from './option-list';
import { PlanField, PlanNumber } from './plan-field';

type Api = Plan['entry']['api'];
type Kind = Api['kind'];

/** Step 2: where clients of the Kubernetes API go. */
export function EntrySection() {
  const t = useTranslations('editor.entry');
  const { plan, edit, readOnly } = useEditor();
  const { api } = plan.entry;
  // A choice that is left keeps its fields, so that looking at another costs nothing.
  const [left, setLeft] = useState<Partial<Record<Kind, Api>>>({});

  const setApi = (next: Api, field = '') => edit((now) => ({ ...now, entry: { ...now.entry, api: next } }), field);
  const choose = (kind: Kind) => {
    setLeft({ ...left, [api.kind]: api });
    setApi(left[kind] ?? freshApi(kind));
  };
  const kinds = ['keepalived', 'load-balancer', 'host'] as const;
  return (
    <>
      <div>
        <div
          style={{ display: 'flex', justifyContent: 'space-between', marginBottom: 6, fontSize: 12, fontWeight: 500 }}
        >
          <h2>{t('api')}</h2>
          <span style={{ color: 'var(--ink3)' }}>{t('survives')}</span>
        </div>
        <OptionList<Kind>
          label={t('api')}
          value={api.kind}
          disabled={readOnly}
          onChange={choose}
          choices={kinds.map((kind) => ({
            value: kind,
            name: t(`kinds.${kind}`),
            text: t(`texts.${kind}`),
            aside: <Survives plan={plan} api={kind === api.kind ? api : (left[kind] ?? freshApi(kind))} />,
          }))}
        />
      </div>
      {api.kind === 'keepalived' && (
        <>
          <TwoFields>
            <PlanField
              mono
              path="entry.api.address"
              label={t('address')}
              placeholder="10.0.0.100"
              value={api.address}
              onChange={(value) => setApi({ ...api, address: value.trim() }, 'entry.api.address')}
            />
            <PlanField
              mono
              path="entry.api.interface"
              label={t('interface')}
              aside={t('optional')}
              placeholder={t('interfaceHint')}
              value={api.interface}
              onChange={(value) => setApi({ ...api, interface: value.trim() }, 'entry.api.interface')}
            />
            <PlanNumber
              mono
              path="entry.api.virtualRouterId"
              label={t('routerId')}
              min={1}
              max={255}
              value={api.virtualRouterId}
              onChange={(virtualRouterId) => setApi({ ...api, virtualRouterId }, 'entry.api.virtualRouterId')}
            />
            <PlanNumber
              mono
              path="entry.api.advertIntervalSeconds"
              label={t('interval')}
              unit="s"
              min={api.vrrpVersion === 2 ? 1 : 0.1}
              max={40}
              whole={api.vrrpVersion === 2}
              value={api.advertIntervalSeconds}
              onChange={(advertIntervalSeconds) =>
                setApi({ ...api, advertIntervalSeconds }, 'entry.api.advertIntervalSeconds')
              }
            />
          </TwoFields>
          <OptionList<'3' | '2'>
            label={t('vrrp')}
            value={api.vrrpVersion === 2 ? '2' : '3'}
            disabled={readOnly}
            onChange={(version) => setApi({ ...api, ...vrrp[version] })}
            choices={(['3', '2'] as const).map((version) => ({
              value: version,
              name: t(`vrrpVersions.${version}`),
              text: t(`vrrpTexts.${version}`),
            }))}
          />
          <Quiet>{t('vipText')}</Quiet>
        </>
      )}
      {api.kind === 'load-balancer' && (
        <>
          <TwoFields>
            <PlanField
              mono
              path="entry.api.address"
              label={t('address')}
              value={api.address}
              onChange={(value) => setApi({ ...api, address: value.trim() }, 'entry.api.address')}
            />
            <PlanNumber
              mono
              path="entry.api.port"
              label={t('port')}
              min={1}
              max={65535}
              value={api.port}
              onChange={(port) => setApi({ ...api, port }, 'entry.api.port')}
            />
          </TwoFields>
          <PlanField
            path="entry.api.declared"
            label={t('declared')}
            aside={t('optional')}
            placeholder={t('declaredHint')}
            value={api.declared}
            onChange={(declared) => setApi({ ...api, declared }, 'entry.api.declared')}
          />
        </>
      )}
      <Quiet>{t('application')}</Quiet>
    </>
  );
}

/** Each version with its shortest advert interval that makes sense: version 2 has whole seconds only. */
const vrrp = {
  '3': { vrrpVersion: 3, advertIntervalSeconds: 0.3 },
  '2': { vrrpVersion: 2, advertIntervalSeconds: 1 },
} as const;

function freshApi(kind: Kind): Api {
  if (kind === 'keepalived') {
    return {
      kind,
      address: '',
      interface: '',
      virtualRouterId: drawRouterId(Math.random),
      ...vrrp['3'],
    };
  }
  if (kind === 'load-balancer') return { kind, address: '', port: 6443, declared: '' };
  return { kind };
}

/** What the Kubernetes API would survive with this choice and the hosts as they are. */
function Survives({ plan, api }: { plan: Plan; api: Api }) {
  const t = useTranslations('editor.survival');
  const found = toleranceOf(modelOf({ ...plan, entry: { ...plan.entry, api } }), 'kubernetes-api');
  // An outside address is as good as its owner says, whatever stands behind it.
  const declared = found.endurance === 'survives' && found.declared.length > 0;
  return (
    <State
      of={declared ? 'declared' : glyphs[found.endurance]}
      quiet
      label={declared ? t('asDeclared') : t('hosts', { count: found.tolerates })}
    />
  );
}

const glyphs: Record<Endurance, StateName> = {
  survives: 'passed',
  'as-declared': 'declared',
  'single-point': 'failed',
  missing: 'failed',
};
