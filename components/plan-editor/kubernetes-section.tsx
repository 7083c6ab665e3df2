'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { bundleVersions } from '@/lib/plan/bundle-versions';
import type { Plan } from '@/lib/plan/schema';
import { useEditor, usePlan } from './editor-context';
import { Quiet, TwoFields } from './editor-layout';
import { ExistingClusterFields } from './existing-cluster-fields';
import { OptionList } from './option-list';
import { OverrideEditor } from './override-editor';
import { PlanField, PlanNumber } from './plan-field';

type Kubernetes = Plan['kubernetes'];

/** Step 3: which Kubernetes, its ranges, and what goes past our choices into its own configuration. */
export function KubernetesSection() {
  const t = useTranslations('editor.kubernetes');
  const plan = usePlan();
  const { edit, bundle, readOnly } = useEditor();
  const { kubernetes } = plan;
  const existing = kubernetes.distribution === 'existing';
  const bundled = bundle.reading?.index ? bundleVersions(bundle.reading.index).kubernetes : null;
  const set = (change: Partial<Kubernetes>, field: string) =>
    edit((now) => ({ ...now, kubernetes: { ...now.kubernetes, ...change } }), field && `kubernetes.${field}`);
  return (
    <>
      <OptionList<Kubernetes['distribution']>
        label={t('distribution')}
        value={kubernetes.distribution}
        disabled={readOnly}
        onChange={(distribution) =>
          set(
            {
              distribution,
              ...(distribution === 'existing' || kubernetes.cni === 'existing'
                ? { cni: distribution === 'existing' ? 'existing' : 'flannel' }
                : {}),
            },
            '',
          )
        }
        choices={[
          { value: 'kubeadm', name: 'kubeadm', text: t('kubeadm') },
          { value: 'rke2', name: 'RKE2', text: t('rke2') },
          { value: 'existing', name: t('existing'), text: t('existingText') },
        ]}
      />
      {existing && <ExistingClusterFields set={set} />}
      <TwoFields>
        <PlanField
          mono
          path="kubernetes.version"
          label={t('version')}
          hint={bundled && bundled !== kubernetes.version ? t('bundled', { version: bundled }) : undefined}
          value={kubernetes.version}
          onChange={(version) => set({ version: version.trim() }, 'version')}
        />
        <PlanField
          mono
          path="kubernetes.clusterDomain"
          label={t('clusterDomain')}
          value={kubernetes.clusterDomain}
          onChange={(clusterDomain) => set({ clusterDomain: clusterDomain.trim() }, 'clusterDomain')}
        />
        {!existing && <Ranges set={set} />}
      </TwoFields>
      {existing ? <Quiet>{t('asItIs')}</Quiet> : <MadeCluster set={set} />}
    </>
  );
}

type SetKubernetes = (change: Partial<Kubernetes>, field: string) => void;

function Ranges({ set }: { set: SetKubernetes }) {
  const t = useTranslations('editor.kubernetes');
  const { kubernetes } = usePlan();
  return (
    <>
      <PlanField
        mono
        path="kubernetes.podCidr"
        label={t('podCidr')}
        value={kubernetes.podCidr}
        onChange={(podCidr) => set({ podCidr: podCidr.trim() }, 'podCidr')}
      />
      <PlanField
        mono
        path="kubernetes.serviceCidr"
        label={t('serviceCidr')}
        value={kubernetes.serviceCidr}
        onChange={(serviceCidr) => set({ serviceCidr: serviceCidr.trim() }, 'serviceCidr')}
      />
      <PlanNumber
        mono
        path="kubernetes.nodeCidrMaskSize"
        label={t('nodeMask')}
        min={16}
        max={30}
        value={kubernetes.nodeCidrMaskSize}
        onChange={(nodeCidrMaskSize) => set({ nodeCidrMaskSize }, 'nodeCidrMaskSize')}
      />
    </>
  );
}

/** What is chosen and configured of a cluster that Slipway makes. */
function MadeCluster({ set }: { set: SetKubernetes }) {
  const t = useTranslations('editor.kubernetes');
  const { kubernetes } = usePlan();
  const { edit, readOnly } = useEditor();
  const setOverride = (change: Partial<Kubernetes['overrides']>, field: string) =>
    edit(
      (now) => ({
        ...now,
        kubernetes: { ...now.kubernetes, overrides: { ...now.kubernetes.overrides, ...change } },
      }),
      `kubernetes.overrides.${field}`,
    );
  return (
    <>
      <Field label={t('cni')}>
        {() => (
          <Segmented<Kubernetes['cni']>
            full
            label={t('cni')}
            value={kubernetes.cni}
            onChange={(cni) => set({ cni }, '')}
            options={(['flannel', 'calico', 'cilium', 'existing'] as const).map((value) => ({
              value,
              label: value === 'existing' ? t('existingCni') : value,
              disabled: readOnly,
            }))}
          />
        )}
      </Field>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
        <div>
          <h2>{t('overrides')}</h2>
          <Quiet>{t('overridesText')}</Quiet>
        </div>
        <OverrideEditor
          path="kubernetes.overrides.kubeadm"
          label={t('kubeadmOverride')}
          language="YAML"
          placeholder={'kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\nmaxPods: 180'}
          value={kubernetes.overrides.kubeadm}
          onChange={(kubeadm) => setOverride({ kubeadm }, 'kubeadm')}
        />
        <OverrideEditor
          path="kubernetes.overrides.containerd"
          label={t('containerdOverride')}
          language="TOML"
          placeholder={'[debug]\n  level = "info"'}
          value={kubernetes.overrides.containerd}
          onChange={(containerd) => setOverride({ containerd }, 'containerd')}
        />
      </div>
    </>
  );
}
