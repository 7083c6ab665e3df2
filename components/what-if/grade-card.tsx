'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Glyph, type StateName } from '@/components/ui/glyph';
import type { Graded, Reason } from '@/lib/plan/availability/grade';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { sayHolders } from '@/lib/plan/availability/words/names';
import { sayReason } from '@/lib/plan/availability/words/say-survival';

const Card = styled('section')({
  display: 'flex',
  gap: 14,
  '& .letter': {
    flex: 'none',
    width: 44,
    height: 44,
    borderRadius: 8,
    border: '1px solid var(--line2)',
    display: 'grid',
    placeItems: 'center',
    font: '600 20px/1 var(--sans)',
  },
  '& b': { fontWeight: 600 },
  '& ul': { listStyle: 'none', margin: '6px 0 0', padding: 0, fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' },
  '& li': { display: 'flex', gap: 7, padding: '1px 0', '& svg': { marginTop: 2 } },
  '& li > span': { display: 'inline-block', '&::first-letter': { textTransform: 'uppercase' } },
  '& .declared': { margin: '4px 0 0', fontSize: 12, lineHeight: '18px', color: 'var(--ink3)' },
});

/** `two-hosts` says how far it goes and isn't part of the grade: short of it nothing is wrong. */
function glyphOf({ key, met, unknown }: Reason): StateName {
  if (met) return 'passed';
  return unknown ? 'not-run' : key === 'two-hosts' ? 'note' : 'failed';
}

/** The plan's grade with every reason for it. */
export function GradeCard({ model, graded }: { model: AvailabilityModel; graded: Graded }) {
  const words = useTranslations('availability');
  const { grade, reasons, declared } = graded;
  return (
    <Card>
      <span className="letter" aria-hidden="true">
        {grade}
      </span>
      <div style={{ minWidth: 0 }}>
        <span className="visually-hidden">{words('grade.label', { grade })}: </span>
        <b>{words(`grade.grades.${grade}`)}</b>
        <ul>
          {reasons.map((reason) => (
            <li key={reason.key}>
              <Glyph of={glyphOf(reason)} size={14} />
              <span>{sayReason(words, model, reason)}</span>
            </li>
          ))}
        </ul>
        {declared.length > 0 && (
          <p className="declared">{words('restsOn', { services: sayHolders(words, model, declared) })}</p>
        )}
      </div>
    </Card>
  );
}
