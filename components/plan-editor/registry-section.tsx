'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { type Plan, registrySchema } from '@/lib/plan/schema';
import { CredentialSelect } from './credential-select';
import { useEditor, usePlan } from './editor-context';
import { TwoFields } from './editor-layout';
import { LossChoices } from './loss-choices';
import { DeclaredField, PlanField } from './plan-field';
import { useChoice } from './use-choice';

type Registry = Plan['registry'];
type Kind = Registry['kind'];

/** Step 6: where the images of applications are kept. */
export function RegistrySection() {
  const t = useTranslations('editor.services.registry');
  const plan = usePlan();
  const { edit } = useEditor();
  const { registry } = plan;
  const { of, leave } = useChoice<Registry>(registry, (kind) => registrySchema.parse({ kind }));
  const set = (next: Registry, field: string) =>
    edit((now) => ({ ...now, registry: next }), field && `registry.${field}`);
  return (
    <>
      <LossChoices<Kind>
        label={t('label')}
        value={registry.kind}
        capability="registry"
        onChange={(kind) => {
          leave();
          set(of(kind), '');
        }}
        choices={(['built-in', 'external'] as const).map((kind) => ({
          value: kind,
          name: t(`kinds.${kind}`),
          text: t(`texts.${kind}`),
          plan: { ...plan, registry: of(kind) },
        }))}
      />
      {registry.kind === 'external' && (
        <>
          <TwoFields>
            <PlanField
              mono
              path="registry.address"
              label={t('address')}
              placeholder="registry.corp.example"
              value={registry.address}
              onChange={(address) => set({ ...registry, address: address.trim() }, 'address')}
            />
            <Field label={t('scheme')}>
              {() => (
                <Segmented<'https' | 'http'>
                  full
                  label={t('scheme')}
                  value={registry.scheme}
                  onChange={(scheme) => set({ ...registry, scheme }, '')}
                  options={[
                    { value: 'https', label: 'https' },
                    { value: 'http', label: 'http' },
                  ]}
                />
              )}
            </Field>
            <PlanField
              mono
              path="registry.namespace"
              label={t('namespace')}
              value={registry.namespace}
              onChange={(namespace) => set({ ...registry, namespace: namespace.trim() }, 'namespace')}
            />
            <PlanField
              mono
              path="registry.user"
              label={t('user')}
              value={registry.user}
              onChange={(user) => set({ ...registry, user: user.trim() }, 'user')}
            />
          </TwoFields>
          <CredentialSelect
            place="registry"
            path="registry.credential"
            label={t('credential')}
            value={registry.credential}
            onChange={(credential) => set({ ...registry, credential }, '')}
          />
          {registry.scheme === 'https' && (
            <PlanField
              mono
              rows={4}
              path="registry.ca"
              label={t('ca')}
              hint={t('caHint')}
              placeholder="-----BEGIN CERTIFICATE-----"
              value={registry.ca}
              onChange={(ca) => set({ ...registry, ca }, 'ca')}
            />
          )}
          <DeclaredField
            path="registry.declared"
            value={registry.declared}
            onChange={(declared) => set({ ...registry, declared }, 'declared')}
          />
        </>
      )}
    </>
  );
}
