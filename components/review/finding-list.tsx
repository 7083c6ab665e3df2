'use client';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { editorAddress } from '@/components/plan-editor/editor-address';
import { FactSection } from '@/components/review/review-frame';
import type { StateName } from '@/components/ui/glyph';
import { State } from '@/components/ui/state';
import { acceptanceOf, isAccepted, openFindings } from '@/lib/plan/accepting';
import type { Finding } from '@/lib/plan/finding';
import { valuesToSay } from '@/lib/plan/finding-values';
import type { Plan } from '@/lib/plan/schema';

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
  const text = useTranslations('findings');
  const words = useTranslations('availability');
  const open = openFindings(plan, findings);
  const count = (severity: Finding['severity']) => open.filter((each) => each.severity === severity).length;
  const said = (finding: Finding, part: 'title' | 'detail') => {
    const key = `${finding.id}.${part}`;
    if (text.has(key)) return text(key, valuesToSay(words, finding));
    return part === 'title' ? finding.id : '';
  };
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
          {findings.map((finding) => {
            const section = t(`section.${finding.section}`);
            const kept = isAccepted(plan, finding) ? acceptanceOf(plan, finding) : null;
            return (
              <Item key={`${finding.id} ${finding.path ?? ''} ${finding.hosts.join()}`}>
                <State of={glyphs[finding.severity]} label={null} size={16} />
                <div style={{ minWidth: 0 }}>
                  <div className="title">{said(finding, 'title')}</div>
                  <div className="detail">
                    {kept ? t('findings.kept', { by: kept.by, reason: kept.reason }) : said(finding, 'detail')}{' '}
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
