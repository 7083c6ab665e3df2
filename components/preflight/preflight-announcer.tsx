'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { ReadAloud } from '@/components/ui/read-aloud';
import type { Report } from '@/lib/preflight/result';
import type { FindingGroup } from './finding-groups';
import type { Counts } from './matrix';
import { useCheckText } from './use-check-text';

type AnnouncerProps = { report: Report | null; groups: FindingGroup[]; counts: Counts };

/** Reads aloud what changes the situation: something that blocks, and the end. Never each square. */
export function PreflightAnnouncer({ report, groups, counts }: AnnouncerProps) {
  const t = useTranslations('preflight.announce');
  const { text } = useCheckText();
  const [said, setSaid] = useState('');
  const blocking = groups.filter(({ state }) => state === 'block');
  const newest = blocking.at(-1);
  const state = report?.state;
  const before = useRef({ blocking: blocking.length, state });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only changes of these two are announced
  useEffect(() => {
    const old = before.current;
    before.current = { blocking: blocking.length, state };
    if (old.state === 'running' && state !== 'running' && state !== undefined)
      setSaid(t('done', { block: counts.block, warn: counts.warn, notRun: counts['not-run'] }));
    else if (newest && blocking.length > old.blocking)
      setSaid(t('finding', { host: newest.on[0]?.host ?? '', title: text(newest.check, 'title') }));
  }, [blocking.length, state]);

  return <ReadAloud>{said}</ReadAloud>;
}
