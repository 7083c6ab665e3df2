'use client';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { memo, useCallback, useId, useState } from 'react';
import { Icon } from '@/components/ui/icons';
import { State } from '@/components/ui/state';
import { useAsked } from '@/components/ui/use-asked';
import { sayNames } from '@/lib/plan/availability/words/names';
import { changeHosts, common } from '@/lib/plan/edits/change-hosts';
import { moveToDomain } from '@/lib/plan/edits/domains';
import { commonHops, setHops } from '@/lib/plan/edits/hops';
import { removeHosts } from '@/lib/plan/edits/hosts';
import { hasRole, setRole } from '@/lib/plan/edits/set-role';
import type { PlanHost, Role } from '@/lib/plan/schema';
import { isReachedBySsh } from '@/lib/plan/ssh-hosts';
import { AssignOffer } from './assign-offer';
import { CredentialSelect } from './credential-select';
import { DomainField } from './domain-field';
import { DomainList } from './domain-list';
import { useEditor, usePlan } from './editor-context';
import { Quiet, TwoFields } from './editor-layout';
import { HopList } from './hop-list';
import { HostList } from './host-list';
import { KeysToAccept } from './keys-to-accept';
import { PasteHosts } from './paste-hosts';
import { FieldFindings, PlanField, PlanNumber } from './plan-field';
import { RolePicker } from './role-picker';
import { SlipwayHost } from './slipway-host';

// They are asked for once, if at all: their code comes then.
const AssignDialog = dynamic(async () => (await import('./assign-dialog')).AssignDialog);
const ScanHosts = dynamic(async () => (await import('./scan-hosts')).ScanHosts);

/** Step 1: which hosts, how to reach them, what each does. */
export function HostsSection() {
  const t = useTranslations('editor.hosts');
  const assign = useTranslations('editor.assign');
  const scanText = useTranslations('editor.scan');
  const plan = usePlan();
  const { edit, checks, readOnly, findings } = useEditor();
  const saidId = useId();
  const [pasting, setPasting] = useState(plan.hosts.every((host) => host.address === ''));
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [scanning, setScanning] = useState(false);
  const [assigning, setAssigning] = useState(false);
  const assigningAsked = useAsked(assigning);
  const scanningAsked = useAsked(scanning);
  const [offer, setOffer] = useState<'unless-roles' | 'always' | 'never'>('unless-roles');
  const [busy, setBusy] = useState(false);
  const existing = plan.kubernetes.distribution === 'existing';
  const roleless = plan.hosts.length > 0 && plan.hosts.every((host) => host.roles.length === 0);
  const offered = !readOnly && plan.hosts.length > 0 && (offer === 'always' || (offer === 'unless-roles' && roleless));
  const chosen = new Set([...picked].filter((index) => index < plan.hosts.length));

  const pick = useCallback((index: number, on: boolean) => setPicked((before) => toggled(before, index, on)), []);
  const unfold = useCallback((index: number, on: boolean) => setOpen((before) => toggled(before, index, on)), []);

  const check = async () => {
    setBusy(true);
    await checks.check(plan.hosts.filter((host) => isReachedBySsh(plan, host)));
    setBusy(false);
  };
  return (
    <>
      {scanningAsked && (
        <ScanHosts open={scanning} onClose={() => setScanning(false)} onAdded={() => setPasting(false)} />
      )}
      {existing ? (
        <Quiet>{t('asItIs')}</Quiet>
      ) : pasting && !readOnly ? (
        <PasteHosts
          onScan={() => setScanning(true)}
          onDone={() => {
            // As it was before these hosts.
            if (plan.hosts.length === 0) setOffer('always');
            setPasting(false);
          }}
        />
      ) : (
        <div style={{ display: 'flex', gap: 8 }}>
          <Button disabled={readOnly} onClick={() => setPasting(true)}>
            <Icon name="plus" size={14} />
            {t('paste')}
          </Button>
          <Button disabled={readOnly} onClick={() => setScanning(true)}>
            {scanText('act')}
          </Button>
          {plan.hosts.length > 0 && (
            <Button disabled={readOnly} onClick={() => setAssigning(true)}>
              {assign('act')}
            </Button>
          )}
        </div>
      )}
      {offered && !existing && <AssignOffer onShow={() => setAssigning(true)} onDismiss={() => setOffer('never')} />}
      {assigningAsked && (
        <AssignDialog
          open={assigning}
          onClose={() => setAssigning(false)}
          onAssigned={() => {
            setAssigning(false);
            setOffer('never');
          }}
        />
      )}
      {plan.hosts.length > 0 && (
        <>
          <SignInForAll
            credential={common(plan.hosts.map((host) => host.ssh.credential))}
            user={common(plan.hosts.map((host) => host.ssh.user))}
            port={common(plan.hosts.map((host) => host.ssh.port))}
          />
          <div>
            <div style={{ display: 'flex', alignItems: 'center', gap: 4, marginBottom: 6, minHeight: 32 }}>
              <Checkbox
                checked={chosen.size === plan.hosts.length}
                indeterminate={chosen.size > 0 && chosen.size < plan.hosts.length}
                onChange={(_event, all) => setPicked(new Set(all ? plan.hosts.keys() : []))}
                slotProps={{ input: { 'aria-label': t('pickAll') } }}
                sx={{ ml: '7px' }}
              />
              <h2 style={{ flex: 1 }}>
                {chosen.size > 0 ? t('picked', { count: chosen.size }) : t('count', { count: plan.hosts.length })}
              </h2>
              <Button
                loading={busy}
                loadingPosition="start"
                startIcon={<Icon name="retry" size={14} />}
                disabled={plan.hosts.every((host) => host.address === '')}
                onClick={check}
              >
                {t('check', { count: plan.hosts.length })}
              </Button>
            </div>
            {chosen.size > 0 && !readOnly && (
              <ForPicked
                chosen={chosen}
                remove={() => {
                  edit((now) => removeHosts(now, chosen));
                  setPicked(new Set());
                }}
              />
            )}
            <KeysToAccept hosts={plan.hosts} />
            <div style={{ marginBottom: 8 }}>
              <FieldFindings id={saidId} findings={findings.filter((finding) => finding.path === 'hosts')} />
            </div>
            <HostList rolesSaidIn={saidId} picked={chosen} open={open} onPick={pick} onOpen={unfold} />
            <Quiet style={{ marginTop: 8 }}>{t('etcd')}</Quiet>
          </div>
          <DomainList />
          <SlipwayHost />
        </>
      )}
    </>
  );
}

function toggled(set: ReadonlySet<number>, index: number, on: boolean): ReadonlySet<number> {
  const next = new Set(set);
  if (on) next.add(index);
  else next.delete(index);
  return next;
}

/** What all hosts have; null where they differ. */
type SignIn = { [Key in keyof PlanHost['ssh']]: PlanHost['ssh'][Key] | null };

/** Most clusters have one way in: set it once for all hosts; a host that differs says so in its details. */
const SignInForAll = memo(function SignInForAll({ credential, user, port }: SignIn) {
  const t = useTranslations('editor.hosts');
  const { edit, findings } = useEditor();
  const words = useTranslations('availability');
  const missing = findings.filter((finding) => finding.id === 'plan.ssh.credential');
  const set = (ssh: Partial<PlanHost['ssh']>, field: string) =>
    edit(
      (now) => changeHosts(now, new Set(now.hosts.keys()), (host) => ({ ...host, ssh: { ...host.ssh, ...ssh } })),
      field,
    );
  return (
    <div>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 96px 72px', gap: 8, alignItems: 'start' }}>
        <CredentialSelect
          place="host"
          label={t('credentialAll')}
          value={credential}
          onChange={(chosen) => set({ credential: chosen }, '')}
        />
        <PlanField
          mono
          path="all.ssh.user"
          label={t('user')}
          placeholder={user === null ? t('mixed') : 'root'}
          value={user ?? ''}
          onChange={(value) => set({ user: value.trim() }, 'all.ssh.user')}
        />
        {port === null ? (
          <PlanField
            mono
            path="all.ssh.port"
            label={t('port')}
            placeholder={t('mixed')}
            value=""
            onChange={(text) => {
              const value = Number(text);
              if (Number.isInteger(value) && value > 0 && value < 65536) set({ port: value }, 'all.ssh.port');
            }}
          />
        ) : (
          <PlanNumber
            mono
            path="all.ssh.port"
            label={t('port')}
            min={1}
            max={65535}
            value={port}
            onChange={(value) => set({ port: value }, 'all.ssh.port')}
          />
        )}
      </div>
      {missing.length > 0 && (
        <Wanting>
          {t('credentialMissing', {
            hosts: sayNames(
              words,
              missing.flatMap((finding) => finding.hosts),
            ),
          })}
        </Wanting>
      )}
    </div>
  );
});

function Wanting({ children }: { children: string }) {
  return (
    <div style={{ marginTop: 6, fontSize: 12, lineHeight: '16px' }}>
      <State of="blocking" size={12} label={children} />
    </div>
  );
}

/** What can be done to several hosts at once. */
function ForPicked({ chosen, remove }: { chosen: ReadonlySet<number>; remove: () => void }) {
  const t = useTranslations('editor.hosts');
  const plan = usePlan();
  const { edit } = useEditor();
  const words = useTranslations('availability');
  const hosts = plan.hosts.filter((_host, index) => chosen.has(index));
  const domain = common(hosts.map((host) => host.failureDomain));
  return (
    <div
      style={{
        padding: 10,
        marginBottom: 8,
        borderRadius: 8,
        background: 'var(--sunken)',
        display: 'flex',
        flexDirection: 'column',
        gap: 8,
      }}
    >
      <RolePicker
        label={t('rolesOf', {
          host: sayNames(
            words,
            hosts.map((host) => host.name),
          ),
        })}
        has={(role: Role) => hasRole(plan, chosen, role)}
        onToggle={(role, on) => edit((now) => setRole(now, chosen, role, on))}
      />
      <TwoFields style={{ alignItems: 'end' }}>
        <DomainField
          path="picked.failureDomain"
          mixed={domain === null}
          value={domain ?? ''}
          onChange={(name) => edit((now) => moveToDomain(now, chosen, name))}
        />
        <Button color="error" onClick={remove} sx={{ justifySelf: 'end' }}>
          {t('remove', { hosts: hosts.length === 1 ? (hosts[0]?.name ?? '') : t('count', { count: hosts.length }) })}
        </Button>
      </TwoFields>
      <HopList
        path="picked.via"
        hops={commonHops(hosts)}
        like={hosts[0]?.ssh ?? { user: 'root', credential: '' }}
        onChange={(hops, field) => edit((now) => setHops(now, chosen, hops), field)}
      />
    </div>
  );
}
