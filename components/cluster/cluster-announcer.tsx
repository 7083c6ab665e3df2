'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { ReadAloud } from '@/components/ui/read-aloud';
import { useNameList } from '@/components/ui/use-name-list';
import type { Overall } from './overall';

/** Reads aloud when the cluster as a whole changes; never each number. */
export function ClusterAnnouncer({ overall }: { overall: Overall }) {
  const t = useTranslations('cluster.header.overall');
  const words = useTranslations('availability');
  const list = useNameList();
  const [said, setSaid] = useState('');
  const names = list(overall.capabilities.map((id) => words(`short.${id}`)));
  const text = t(overall.key, { up: overall.up, of: overall.of, names });
  const before = useRef(text);
  useEffect(() => {
    if (before.current === text) return;
    before.current = text;
    setSaid(text);
  }, [text]);
  return <ReadAloud>{said}</ReadAloud>;
}
