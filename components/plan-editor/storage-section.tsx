'use client';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { addService, removeService } from '@/lib/plan/edits/services';
import { setRole } from '@/lib/plan/edits/set-role';
import { upstreamProvisioner } from '@/lib/plan/provisioner-image';
import { type Plan, storageSchema } from '@/lib/plan/schema';
import { CheckField } from './check-field';
import { useEditor, usePlan } from './editor-context';
import { TwoFields } from './editor-layout';
import { RoleHolder } from './host-select';
import { LossChoices } from './loss-choices';
import { DeclaredField, PlanField, PlanNumber } from './plan-field';
import { useChoice } from './use-choice';

type Storage = Plan['storage'];
type Kind = Storage['kind'];
type Of<K extends Kind> = Extract<Storage, { kind: K }>;

const kinds = ['none', 'built-in', 'storage-class', 'external-nfs', 'nfs-server', 'ceph'] as const;
const fresh = (kind: Kind) => storageSchema.parse({ kind });

/** The plan with another storage: its hosts get the roles that it needs, and lose those of the one before. */
function withStorage(plan: Plan, storage: Storage): Plan {
  const { kind } = storage;
  const changed = kind === 'none' || kind === 'built-in' ? removeService(plan, 'storage') : addService(plan, kind);
  return changed.storage.kind === 'nfs-server' && storage.kind === 'nfs-server'
    ? { ...changed, storage: { ...storage, mode: changed.storage.mode } }
    : { ...changed, storage };
}

/** Step 4: where volumes live, and what that survives. */
export function StorageSection() {
  const t = useTranslations('editor.services.storage');
  const plan = usePlan();
  const { edit } = useEditor();
  const { storage } = plan;
  const { of, leave } = useChoice<Storage>(storage, fresh);
  const set = (next: Storage, field: string) => edit((now) => ({ ...now, storage: next }), field && `storage.${field}`);
  return (
    <>
      <LossChoices<Kind>
        label={t('label')}
        value={storage.kind}
        capability="storage-io"
        onChange={(kind) => {
          leave();
          edit((now) => withStorage(now, of(kind)));
        }}
        choices={kinds.map((kind) => ({
          value: kind,
          name: t(`kinds.${kind}`),
          text: t(`texts.${kind}`),
          plan: kind === 'none' ? null : kind === storage.kind ? plan : withStorage(plan, of(kind)),
        }))}
      />
      {storage.kind === 'storage-class' && <StorageClass storage={storage} set={set} />}
      {storage.kind === 'external-nfs' && <ExternalNfs storage={storage} set={set} />}
      {storage.kind === 'nfs-server' && <NfsServer storage={storage} set={set} />}
      {storage.kind === 'ceph' && <Ceph storage={storage} set={set} />}
    </>
  );
}

type FormProps<K extends Kind> = { storage: Of<K>; set: (next: Storage, field: string) => void };

/** The StorageClass that comes with a kind of storage. */
function ClassField({ value, onChange }: { value: string; onChange: (storageClass: string) => void }) {
  const t = useTranslations('editor.services.storage');
  return (
    <PlanField
      mono
      path="storage.storageClass"
      label={t('class')}
      value={value}
      onChange={(text) => onChange(text.trim())}
    />
  );
}

function StorageClass({ storage, set }: FormProps<'storage-class'>) {
  const t = useTranslations('editor.services.storage');
  return (
    <>
      <PlanField
        mono
        path="storage.name"
        label={t('class')}
        value={storage.name}
        onChange={(name) => set({ ...storage, name: name.trim() }, 'name')}
      />
      <CheckField
        label={t('shared')}
        hint={t('sharedText')}
        checked={storage.shared}
        onChange={(shared) => set({ ...storage, shared }, '')}
      />
      <DeclaredField
        path="storage.declared"
        value={storage.declared}
        onChange={(declared) => set({ ...storage, declared }, 'declared')}
      />
    </>
  );
}

function ExternalNfs({ storage, set }: FormProps<'external-nfs'>) {
  const t = useTranslations('editor.services.storage');
  return (
    <>
      <TwoFields>
        <PlanField
          mono
          path="storage.server"
          label={t('server')}
          placeholder="10.0.0.60"
          value={storage.server}
          onChange={(server) => set({ ...storage, server: server.trim() }, 'server')}
        />
        <PlanField
          mono
          path="storage.path"
          label={t('path')}
          placeholder="/srv/rainbond"
          value={storage.path}
          onChange={(path) => set({ ...storage, path: path.trim() }, 'path')}
        />
        <Field label={t('version')}>
          {() => (
            <Segmented<typeof storage.version>
              full
              label={t('version')}
              value={storage.version}
              onChange={(version) => set({ ...storage, version }, '')}
              options={(['3', '4', '4.1', '4.2'] as const).map((value) => ({ value, label: value }))}
            />
          )}
        </Field>
        <ClassField
          value={storage.storageClass}
          onChange={(storageClass) => set({ ...storage, storageClass }, 'storageClass')}
        />
      </TwoFields>
      <PlanField
        mono
        path="storage.provisionerImage"
        label={t('provisionerImage')}
        hint={t('provisionerImageHint', { image: upstreamProvisioner })}
        value={storage.provisionerImage}
        onChange={(image) => set({ ...storage, provisionerImage: image.trim() }, 'provisionerImage')}
      />
      <DeclaredField
        path="storage.declared"
        value={storage.declared}
        onChange={(declared) => set({ ...storage, declared }, 'declared')}
      />
    </>
  );
}

function NfsServer({ storage, set }: FormProps<'nfs-server'>) {
  const t = useTranslations('editor.services.storage');
  const { edit } = useEditor();
  const two = storage.mode === 'primary-secondary';
  return (
    <TwoFields>
      <Field label={t('servers')}>
        {() => (
          <Segmented<'1' | '2'>
            full
            label={t('servers')}
            value={two ? '2' : '1'}
            onChange={(count) => edit((now) => withServers(now, count === '2'))}
            options={[
              { value: '1', label: '1' },
              { value: '2', label: t('two') },
            ]}
          />
        )}
      </Field>
      <RoleHolder of="nfs-primary" label={t('runsOn')} />
      {two && <RoleHolder of="nfs-secondary" label={t('secondaryOn')} />}
      {two && (
        <PlanNumber
          mono
          path="storage.syncSeconds"
          label={t('sync')}
          unit="s"
          min={1}
          max={3600}
          value={storage.syncSeconds}
          onChange={(syncSeconds) => set({ ...storage, syncSeconds }, 'syncSeconds')}
        />
      )}
      <PlanField
        mono
        path="storage.path"
        label={t('path')}
        value={storage.path}
        onChange={(path) => set({ ...storage, path: path.trim() }, 'path')}
      />
      <ClassField
        value={storage.storageClass}
        onChange={(storageClass) => set({ ...storage, storageClass }, 'storageClass')}
      />
    </TwoFields>
  );
}

/** The second server goes on the first host that isn't the first one, in another failure domain where there is one. */
function withServers(plan: Plan, two: boolean): Plan {
  if (!two) return setRole(plan, new Set(plan.hosts.keys()), 'nfs-secondary', false);
  const first = plan.hosts.find((host) => host.roles.includes('nfs-primary'));
  const others = [...plan.hosts.keys()].filter((index) => plan.hosts[index] !== first);
  const apart = others.find((index) => plan.hosts[index]?.failureDomain !== first?.failureDomain);
  const second = apart ?? others[0];
  return second === undefined ? plan : setRole(plan, new Set([second]), 'nfs-secondary', true);
}

function Ceph({ storage, set }: FormProps<'ceph'>) {
  const t = useTranslations('editor.services.storage');
  const plan = usePlan();
  const { edit, readOnly } = useEditor();
  return (
    <>
      <TwoFields>
        <PlanNumber
          mono
          path="storage.copies"
          label={t('copies')}
          min={1}
          max={5}
          value={storage.copies}
          onChange={(copies) => set({ ...storage, copies }, 'copies')}
        />
        <ClassField
          value={storage.storageClass}
          onChange={(storageClass) => set({ ...storage, storageClass }, 'storageClass')}
        />
      </TwoFields>
      <fieldset style={{ border: 0, margin: 0, padding: 0 }} disabled={readOnly}>
        <legend style={{ fontSize: 12, fontWeight: 500, color: 'var(--ink2)', marginBottom: 5 }}>
          {t('cephHosts')}
        </legend>
        {plan.hosts.map((host, index) => (
          <CheckField
            // biome-ignore lint/suspicious/noArrayIndexKey: a host is its place; its name is being typed
            key={index}
            label={host.name}
            checked={host.roles.includes('ceph')}
            onChange={(has) => edit((now) => setRole(now, new Set([index]), 'ceph', has))}
          />
        ))}
      </fieldset>
    </>
  );
}
