'use client';
import { useTranslations } from 'next-intl';
import type { Plan } from '@/lib/plan/schema';
import { useEditor } from './editor-context';
import { Quiet, TwoFields } from './editor-layout';
import { OptionList } from './option-list';
import { DeclaredField, PlanField, PlanNumber } from './plan-field';

type Api = Plan['entry']['api'];
export type Vip = Extract<Api, { kind: 'keepalived' }>;
type ApiBalancer = Extract<Api, { kind: 'load-balancer' }>;
type ApplicationBalancer = Extract<Plan['entry']['application'], { kind: 'load-balancer' }>;

/** Each version with its shortest advert interval that makes sense: version 2 has whole seconds only. */
export const vrrp = {
  '3': { vrrpVersion: 3, advertIntervalSeconds: 0.3 },
  '2': { vrrpVersion: 2, advertIntervalSeconds: 1 },
} as const;

type FieldsProps<T> = {
  /** Where in the document: `entry.api` or `entry.application`. */
  at: string;
  value: T;
  /** `field` folds typing into one undo; '' for a choice. */
  onChange: (next: T, field: string) => void;
};

/** A virtual address that Keepalived holds. */
export function VipFields({ at, value, onChange }: FieldsProps<Vip>) {
  const t = useTranslations('editor.entry');
  const { readOnly } = useEditor();
  const set = (change: Partial<Vip>, field: string) => onChange({ ...value, ...change }, field && `${at}.${field}`);
  return (
    <>
      <TwoFields>
        <PlanField
          mono
          path={`${at}.address`}
          label={t('address')}
          placeholder="10.0.0.100"
          value={value.address}
          onChange={(address) => set({ address: address.trim() }, 'address')}
        />
        <PlanField
          mono
          path={`${at}.interface`}
          label={t('interface')}
          aside={t('optional')}
          placeholder={t('interfaceHint')}
          value={value.interface}
          onChange={(name) => set({ interface: name.trim() }, 'interface')}
        />
        <PlanNumber
          mono
          path={`${at}.virtualRouterId`}
          label={t('routerId')}
          min={1}
          max={255}
          value={value.virtualRouterId}
          onChange={(virtualRouterId) => set({ virtualRouterId }, 'virtualRouterId')}
        />
        <PlanNumber
          mono
          path={`${at}.advertIntervalSeconds`}
          label={t('interval')}
          unit="s"
          min={value.vrrpVersion === 2 ? 1 : 0.1}
          max={40}
          whole={value.vrrpVersion === 2}
          value={value.advertIntervalSeconds}
          onChange={(advertIntervalSeconds) => set({ advertIntervalSeconds }, 'advertIntervalSeconds')}
        />
      </TwoFields>
      <OptionList<'3' | '2'>
        label={t('vrrp')}
        value={value.vrrpVersion === 2 ? '2' : '3'}
        disabled={readOnly}
        onChange={(version) => set(vrrp[version], '')}
        choices={(['3', '2'] as const).map((version) => ({
          value: version,
          name: t(`vrrpVersions.${version}`),
          text: t(`vrrpTexts.${version}`),
        }))}
      />
      <Quiet>{t('vipText')}</Quiet>
    </>
  );
}

/** A load balancer of somebody else's; only the API's has a port to choose. */
export function BalancerFields<T extends ApiBalancer | ApplicationBalancer>({ at, value, onChange }: FieldsProps<T>) {
  const t = useTranslations('editor.entry');
  const set = (change: Partial<ApiBalancer>, field: string) => onChange({ ...value, ...change }, `${at}.${field}`);
  return (
    <>
      <TwoFields>
        <PlanField
          mono
          path={`${at}.address`}
          label={t('address')}
          value={value.address}
          onChange={(address) => set({ address: address.trim() }, 'address')}
        />
        {'port' in value && (
          <PlanNumber
            mono
            path={`${at}.port`}
            label={t('port')}
            min={1}
            max={65535}
            value={value.port}
            onChange={(port) => set({ port }, 'port')}
          />
        )}
      </TwoFields>
      <DeclaredField
        path={`${at}.declared`}
        value={value.declared}
        onChange={(declared) => set({ declared }, 'declared')}
      />
    </>
  );
}
