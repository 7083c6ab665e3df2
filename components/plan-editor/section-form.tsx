'use client';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { isOverridable } from '@/lib/plan/accepting';
import type { PlanSection } from '@/lib/plan/schema';
import { ArtifactsSection } from './artifacts-section';
import { DatabaseSection } from './database-section';
import { useEditor, usePlan } from './editor-context';
import { EntrySection } from './entry-section';
import { EtcdSection } from './etcd-section';
import { FindingCard } from './finding-card';
import { HostsSection } from './hosts-section';
import { KubernetesSection } from './kubernetes-section';
import { PlanField } from './plan-field';
import { RainbondSection } from './rainbond-section';
import { RegistrySection } from './registry-section';
import { StorageSection } from './storage-section';

/** The form of one step, then what is said about the step as a whole. */
export const SectionForm = memo(function SectionForm({ section }: { section: PlanSection }) {
  const { findings } = useEditor();
  // What a person may override has its way out on a card, though its field says it too.
  const whole = findings.filter(
    ({ id, section: at, path }) => at === section && (!shownAtField(path) || isOverridable(id)),
  );
  return (
    <>
      {section === 'hosts' && <PlanName />}
      <Form section={section} />
      {whole.map((finding) => (
        <FindingCard
          key={`${finding.id} ${finding.hosts.join()} ${JSON.stringify(finding.values)}`}
          finding={finding}
        />
      ))}
    </>
  );
});

/** Text fields of the sections of services, of artifacts and of Rainbond. */
const serviceFields =
  /^(storage\.(name|server|path|storageClass|syncSeconds|copies)|etcd\.endpoints|registry\.(address|namespace|user|ca)|database\.(host|port|consoleDatabase|regionDatabase|user)|rainbond\.(version|domainSuffix|replicas|consoleReplicas|values)|artifacts\.mirror)(\.|$)/;

/** Fields that show what is said about them themselves. */
function shownAtField(path: string | undefined): boolean {
  if (path === undefined) return false;
  return (
    /^hosts\.\d+/.test(path) ||
    path === 'hosts' ||
    path === 'slipway.host' ||
    path === 'name' ||
    path.startsWith('kubernetes.overrides') ||
    [
      'kubernetes.version',
      'kubernetes.podCidr',
      'kubernetes.serviceCidr',
      'kubernetes.nodeCidrMaskSize',
      'kubernetes.clusterDomain',
      'artifacts.folder',
    ].includes(path) ||
    /^entry\.(api|application)\.(address|interface|virtualRouterId|advertIntervalSeconds|port)$/.test(path) ||
    serviceFields.test(path)
  );
}

function PlanName() {
  const t = useTranslations('editor.hosts');
  const plan = usePlan();
  const { edit } = useEditor();
  return (
    <PlanField
      path="name"
      label={t('planName')}
      value={plan.name}
      onChange={(name) => edit((now) => ({ ...now, name: name.trim() }), 'name')}
    />
  );
}

function Form({ section }: { section: PlanSection }) {
  switch (section) {
    case 'hosts':
      return <HostsSection />;
    case 'entry':
      return <EntrySection />;
    case 'kubernetes':
      return <KubernetesSection />;
    case 'artifacts':
      return <ArtifactsSection />;
    case 'storage':
      return <StorageSection />;
    case 'etcd':
      return <EtcdSection />;
    case 'registry':
      return <RegistrySection />;
    case 'database':
      return <DatabaseSection />;
    case 'rainbond':
      return <RainbondSection />;
  }
}
