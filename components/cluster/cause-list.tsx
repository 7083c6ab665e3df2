'use client';
import { useTranslations } from 'next-intl';
import { causeCommands } from '@/components/run/cause-commands';
import { causeKey } from '@/components/run/shown-causes';
import { useCauseWords } from '@/components/run/use-cause-words';
import { ClockTime } from '@/components/ui/clock-time';
import { CommandBox } from '@/components/ui/command-box';
import { Mono } from '@/components/ui/mono';
import { Notice } from '@/components/ui/notice';
import { useSentences } from '@/components/ui/use-sentences';
import type { RainbondCause } from '@/lib/kubernetes/rainbond/state';

/** What keeps a part of Rainbond down now, with the API's own line, what mends it and the command to look for oneself. */
export function CauseList({ causes }: { causes: RainbondCause[] }) {
  const t = useTranslations('rainbond.cards');
  const words = useCauseWords();
  const inARow = useSentences();
  return causes.map((cause) => {
    const { title, means, mend } = words(cause);
    return (
      <div key={causeKey(cause)} data-cause={cause.kind}>
        <Notice tone="warn" title={title}>
          <p style={{ margin: '0 0 4px' }}>{inARow([means, mend])}</p>
          <Mono style={{ display: 'block', marginBottom: 8, overflowWrap: 'anywhere' }}>
            {cause.since > 0 && <ClockTime at={cause.since} />} {cause.evidence}
          </Mono>
          <span style={{ fontSize: 12, color: 'var(--ink3)' }}>{t('check')}</span>
          <CommandBox commands={causeCommands(cause)} />
        </Notice>
      </div>
    );
  });
}
