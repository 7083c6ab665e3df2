'use client';
import type { ReactNode } from 'react';
import type { Finding } from '@/lib/plan/finding';
import type { StateName } from './glyph';
import { Mono } from './mono';
import { Notice, type NoticeTone } from './notice';
import { useFindingText } from './use-finding-text';

export const findingGlyphs: Record<Finding['severity'], StateName> = {
  block: 'blocking',
  warn: 'warning',
  info: 'note',
};
const tones: Record<Finding['severity'], NoticeTone> = { block: 'bad', warn: 'warn', info: 'note' };

type FindingNoticeProps = {
  finding: Finding;
  /** Its id stands elsewhere in it when false. */
  idShown?: boolean;
  acts?: ReactNode;
  children?: ReactNode;
};

/** A finding where it can be fixed: what was found, what is needed, and its id to quote. */
export function FindingNotice({ finding, idShown = true, acts, children }: FindingNoticeProps) {
  const text = useFindingText()(finding);
  return (
    <Notice tone={tones[finding.severity]} title={text.title} acts={acts}>
      {text.detail} {idShown && <Mono style={{ color: 'var(--ink3)', whiteSpace: 'nowrap' }}>{finding.id}</Mono>}
      {children}
    </Notice>
  );
}
