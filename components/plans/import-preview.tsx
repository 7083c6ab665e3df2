'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { FramedList } from '@/components/ui/framed-list';
import { Mono } from '@/components/ui/mono';
import { RoleChip } from '@/components/ui/role-chip';
import type { Imported, NotCarriedOver } from '@/lib/plan/import/imported';
import type { Plan } from '@/lib/plan/schema';
import { PlanHeadline } from './plan-headline';

const List = styled(FramedList)({
  maxHeight: 208,
  overflowY: 'auto',
  fontSize: 12,
  lineHeight: '18px',
  '& > li': { padding: '5px 10px' },
  '& .host': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 6 },
  '& .address': { color: 'var(--ink3)', marginRight: 'auto' },
  '& .what': { display: 'flex', gap: 10, minWidth: 0 },
  '& .line': { flex: 'none', color: 'var(--ink3)', minWidth: 52 },
  '& .path': { overflowWrap: 'anywhere', color: 'var(--ink)' },
  '& .reason': { paddingLeft: 62, color: 'var(--ink2)' },
});

const Heading = styled('h3')({ margin: 0, fontSize: 13, lineHeight: '20px', fontWeight: 600 });

/** What a file was understood to be: its hosts with their roles, every choice beside them, and what all of it survives. */
export function ImportedPlan({ plan, format }: { plan: Plan; format: string }) {
  const t = useTranslations('plans.importDialog');
  return (
    <section aria-label={t('understood')}>
      <Heading>{t('understoodAs', { format, hosts: plan.hosts.length })}</Heading>
      <List aria-label={t('hosts')} tabIndex={0}>
        {plan.hosts.map((host, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a draft's names may repeat, and the list never changes in place
          <li key={index} className="host">
            <span style={{ fontWeight: 500 }}>{host.name}</span>
            <Mono className="address">
              {host.ssh.user}@{host.address}
              {host.ssh.port === 22 ? '' : `:${host.ssh.port}`}
            </Mono>
            {host.roles.map((role) => (
              <RoleChip key={role} role={role} />
            ))}
          </li>
        ))}
      </List>
      <p style={{ margin: '6px 0 0', fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' }}>
        {(['kubernetes', 'storage', 'registry', 'database', 'rainbond'] as const)
          .map((section) => t(`sections.${section}`, valuesOf(plan, section)))
          .join(' · ')}
      </p>
      <div style={{ marginTop: 8 }}>
        <PlanHeadline plan={plan} />
      </div>
    </section>
  );
}

/** What the texts of a section choose by; ICU selects on letters only. */
function valuesOf(
  plan: Plan,
  section: 'kubernetes' | 'storage' | 'registry' | 'database' | 'rainbond',
): Record<string, string> {
  const letters = (kind: string) => kind.replace(/[^a-z]/g, '');
  const { kubernetes, storage, registry, database, rainbond } = plan;
  if (section === 'kubernetes') return { distribution: kubernetes.distribution, version: kubernetes.version };
  if (section === 'storage') return { kind: letters(storage.kind) };
  if (section === 'registry') return { kind: letters(registry.kind) };
  if (section === 'database') return { kind: letters(database.kind) };
  return rainbond.kind === 'none' ? { kind: 'none', version: '' } : { kind: 'some', version: rainbond.version };
}

/** Everything of the file that is not in the plan, each with its line and why. */
export function LeftBehind({ entries }: { entries: Imported['notCarriedOver'] }) {
  const t = useTranslations('plans.importDialog');
  const reasons = useTranslations('plan.import.reasons');
  const what = ({ path, value }: NotCarriedOver) => [path, value].filter((part) => part !== '').join(': ');
  if (entries.length === 0) return null;
  return (
    <section aria-label={t('left')}>
      <Heading>{t('leftCount', { count: entries.length })}</Heading>
      <List aria-label={t('left')} tabIndex={0}>
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be the same, and the list never changes in place
          <li key={index}>
            <div className="what">
              <span className="line">{t('line', { line: entry.line })}</span>
              <Mono className="path">{what(entry)}</Mono>
            </div>
            <div className="reason">{reasons(entry.reason)}</div>
          </li>
        ))}
      </List>
    </section>
  );
}
