'use client';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { memo, useCallback, useEffect, useId, useRef } from 'react';
import { Icon } from '@/components/ui/icons';
import { changeHosts } from '@/lib/plan/edits/change-hosts';
import { moveToDomain } from '@/lib/plan/edits/domains';
import { setHops } from '@/lib/plan/edits/hops';
import { renameHost } from '@/lib/plan/edits/hosts';
import { setRole } from '@/lib/plan/edits/set-role';
import type { Finding } from '@/lib/plan/finding';
import type { PlanHost, Role } from '@/lib/plan/schema';
import { CredentialSelect } from './credential-select';
import { DomainField } from './domain-field';
import { useEditor, useSelectedHost } from './editor-context';
import { TwoFields } from './editor-layout';
import { HopList } from './hop-list';
import { HostState } from './host-state';
import { FieldFindings, PlanField, PlanNumber } from './plan-field';
import { RolePicker } from './role-picker';
import { findingsAt } from './section-status';

const Row = styled('li')({
  listStyle: 'none',
  borderTop: '1px solid var(--line)',
  padding: '10px 12px 12px 6px',
  display: 'grid',
  gridTemplateColumns: '28px 1fr 28px',
  gap: '8px 4px',
  alignItems: 'start',
  '&:first-of-type': { borderTop: 0 },
  '&[data-selected]': { background: 'var(--acc-bg)' },
  '& > .body': { gridColumn: 2, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 8 },
});

const ownFields = ['internalAddress', 'failureDomain', 'ssh.user', 'ssh.port'];
/** Said better elsewhere: by the host's state, and once for all hosts at the credential that they share. */
const saidElsewhere = ['plan.facts.missing', 'plan.ssh.credential'];

type HostRowProps = {
  /** Id of where it is said that too few or too many hosts have a role. */
  rolesSaidIn: string;
  host: PlanHost;
  index: number;
  picked: boolean;
  open: boolean;
  onPick: (index: number, picked: boolean) => void;
  onOpen: (index: number, open: boolean) => void;
};
/** In a list that draws only what is in view: how many hosts it has, and who measures the rows that it draws. */
type Within = { count?: number; measure?: (row: HTMLLIElement | null) => void };

/** One host: what it is called and where, its roles, what a look at it said; the rest when opened. */
export function HostRow({ count, measure, ...fields }: HostRowProps & Within) {
  const t = useTranslations('editor.hosts');
  const { selectHost } = useEditor();
  const { host, index } = fields;
  const row = useRef<HTMLLIElement>(null);
  // The same function for as long as the row is there: a new one would measure the row at every key press.
  const place = useCallback(
    (element: HTMLLIElement | null) => {
      row.current = element;
      measure?.(element);
    },
    [measure],
  );
  const selected = useSelectedHost() === index;
  useEffect(() => {
    // Chosen on the diagram. A row that a person is pressing must stay under the pointer, or the click is lost.
    if (selected && !row.current?.contains(document.activeElement)) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <Row
      ref={place}
      data-index={index}
      aria-setsize={count}
      aria-posinset={count && index + 1}
      data-selected={selected || undefined}
      onFocus={() => selectHost(index)}
      aria-label={host.name || t('unnamed', { number: index + 1 })}
    >
      <HostFields {...fields} />
    </Row>
  );
}

const HostFields = memo(function HostFields(props: HostRowProps) {
  const { rolesSaidIn, host, index, picked, open, onPick, onOpen } = props;
  const t = useTranslations('editor.hosts');
  const { edit, findings, readOnly } = useEditor();
  const path = `hosts.${index}`;
  const set = (change: (host: PlanHost) => PlanHost, field: string) =>
    edit((plan) => changeHosts(plan, index, change), `${path}.${field}`);
  const name = host.name || t('unnamed', { number: index + 1 });
  const said = findingsAt(findings, path).filter(
    (finding) =>
      !ownFields.some((field) => finding.path === `${path}.${field}`) &&
      !(open && finding.path?.startsWith(`${path}.ssh.via.`)) &&
      !(saidElsewhere.includes(finding.id) && !(open && finding.id === 'plan.ssh.credential')),
  );
  const id = useId();
  // Name and address share a line, too narrow for what is said about one of them: it stands below both.
  const atHeadField = (finding: Finding) => finding.path === `${path}.name` || finding.path === `${path}.address`;
  return (
    <>
      <Checkbox
        checked={picked}
        onChange={(_event, checked) => onPick(index, checked)}
        slotProps={{ input: { 'aria-label': t('pick', { host: name }) } }}
        sx={{ mt: 1 }}
      />
      <div className="body">
        <TwoFields style={{ gap: 8 }}>
          <PlanField
            hideLabel
            saidIn={`${id}-said`}
            path={`${path}.name`}
            label={t('name')}
            placeholder={t('name')}
            value={host.name}
            onChange={(value) => edit((plan) => renameHost(plan, index, value), `${path}.name`)}
          />
          <PlanField
            hideLabel
            saidIn={`${id}-said ${id}-state`}
            mono
            path={`${path}.address`}
            label={t('address')}
            placeholder="10.0.0.11"
            value={host.address}
            onChange={(value) => set((each) => ({ ...each, address: value.trim() }), 'address')}
          />
        </TwoFields>
        <FieldFindings id={`${id}-said`} findings={said.filter(atHeadField)} />
        <RolesOf
          host={host}
          name={name}
          onToggle={(role, has) => edit((plan) => setRole(plan, index, role, has))}
          disabled={readOnly}
          saidIn={rolesSaidIn}
          wrong={findings.some(({ id, severity }) => id === 'plan.etcd.odd' && severity === 'block') ? ['etcd'] : []}
        />
        <div id={`${id}-state`}>{host.address !== '' && <HostState host={host} />}</div>
        <FieldFindings findings={said.filter((finding) => !atHeadField(finding))} />
        {open && (
          <>
            <TwoFields style={{ gap: 8 }}>
              <PlanField
                mono
                path={`${path}.internalAddress`}
                label={t('internalAddress')}
                placeholder={host.address}
                value={host.internalAddress}
                onChange={(value) => set((each) => ({ ...each, internalAddress: value.trim() }), 'internalAddress')}
              />
              <DomainField
                path={`${path}.failureDomain`}
                value={host.failureDomain}
                onChange={(domain) => edit((plan) => moveToDomain(plan, index, domain))}
              />
              <PlanField
                mono
                path={`${path}.ssh.user`}
                label={t('user')}
                value={host.ssh.user}
                onChange={(user) => set((each) => ({ ...each, ssh: { ...each.ssh, user: user.trim() } }), 'ssh.user')}
              />
              <PlanNumber
                mono
                path={`${path}.ssh.port`}
                label={t('port')}
                min={1}
                max={65535}
                value={host.ssh.port}
                onChange={(port) => set((each) => ({ ...each, ssh: { ...each.ssh, port } }), 'ssh.port')}
              />
            </TwoFields>
            <CredentialSelect
              place="host"
              label={t('credential')}
              value={host.ssh.credential}
              onChange={(credential) => set((each) => ({ ...each, ssh: { ...each.ssh, credential } }), '')}
            />
            <HopList
              path={`${path}.ssh.via`}
              hops={host.ssh.via ?? []}
              like={host.ssh}
              onChange={(hops, field) => edit((plan) => setHops(plan, index, hops), field)}
            />
          </>
        )}
      </div>
      <IconButton aria-expanded={open} aria-label={t('details', { host: name })} onClick={() => onOpen(index, !open)}>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
      </IconButton>
    </>
  );
});

type RolesOfProps = {
  host: PlanHost;
  name: string;
  onToggle: (role: Role, has: boolean) => void;
  disabled: boolean;
  saidIn: string;
  wrong: readonly Role[];
};

function RolesOf({ host, name, ...rest }: RolesOfProps) {
  const t = useTranslations('editor.hosts');
  return <RolePicker label={t('rolesOf', { host: name })} has={(role) => host.roles.includes(role)} {...rest} />;
}
