'use client';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { editorAddress } from '@/components/plan-editor/editor-address';
import { FactSection } from '@/components/review/review-frame';
import type { StateName } from '@/components/ui/glyph';
import { State } from '@/components/ui/state';
import { useFindingText } from '@/components/ui/use-finding-text';
import { useNameList } from '@/components/ui/use-name-list';
import { acceptanceOf, isAccepted, openFindings } from '@/lib/plan/accepting';
import type { Finding } from '@/lib/plan/finding';
import type { Accepted, Plan } from '@/lib/plan/schema';

const Item = styled('li')({
  display: 'flex',
  gap: 9,
  marginTop: 8,
  '& > span:first-of-type': { marginTop: 2 },
  '& .title': { fontWeight: 500 },
  '& .detail': { fontSize: 12, lineHeight: '18px', color: 'var(--ink2)', overflowWrap: 'anywhere' },
  // Beside text of nearly its own darkness: colour alone would not tell that it is a link.
  '& .detail a': { textDecoration: 'underline' },
});

const glyphs: Record<Finding['severity'], StateName> = { block: 'blocking', warn: 'warning', info: 'note' };

type FindingListProps = { planId: string; plan: Plan; findings: Finding[] };

/** What the rules say, worst first, each with a way to the editor's step that can fix it. */
export function FindingList({ planId, plan, findings }: FindingListProps) {
  const t = useTranslations('review');
  const text = useFindingText();
  const list = useNameList();
  const open = openFindings(plan, findings);
  const count = (severity: Finding['severity']) => open.filter((each) => each.severity === severity).length;
  return (
    <FactSection>
      <div className="head">
        <h2>{t('findings.title')}</h2>
        <span className="aside">
          {t('findings.count', { block: count('block'), warn: count('warn'), kept: findings.length - open.length })}
        </span>
      </div>
      {findings.length === 0 ? (
        <div style={{ fontSize: 12, color: 'var(--ink3)', marginTop: 4 }}>{t('findings.none')}</div>
      ) : (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {grouped(plan, findings).map(({ finding, kept, hosts }) => {
            const section = t(`section.${finding.section}`);
            const { title, detail } = text(finding);
            return (
              <Item key={`${finding.id} ${finding.path ?? ''} ${hosts.join()}`}>
                <State of={glyphs[finding.severity]} label={null} size={16} />
                <div style={{ minWidth: 0 }}>
                  <div className="title">
                    {hosts.length > 0 ? t('findings.on', { title, hosts: list(hosts) }) : title}
                  </div>
                  <div className="detail">
                    {kept ? t('findings.kept', { by: kept.by, reason: kept.reason }) : detail}{' '}
                    <Link href={editorAddress(planId, finding.section)} aria-label={t('findings.fix', { section })}>
                      {section}
                    </Link>
                  </div>
                </div>
              </Item>
            );
          })}
        </ul>
      )}
    </FactSection>
  );
}

/** Found on several hosts alike, kept alike: one entry. Rules of the plan name their hosts in their own texts. */
function grouped(plan: Plan, findings: Finding[]): { finding: Finding; kept: Accepted | null; hosts: string[] }[] {
  const groups = new Map<string, { finding: Finding; kept: Accepted | null; hosts: string[] }>();
  findings.forEach((finding, index) => {
    const kept = isAccepted(plan, finding) ? acceptanceOf(plan, finding) : null;
    const ofCheck = !finding.id.startsWith('plan.') && finding.hosts.length > 0;
    const key = ofCheck ? JSON.stringify([finding.id, finding.severity, kept?.by, kept?.reason]) : String(index);
    const group = groups.get(key);
    if (group) group.hosts.push(...finding.hosts);
    else groups.set(key, { finding, kept, hosts: ofCheck ? [...finding.hosts] : [] });
  });
  return [...groups.values()];
}
