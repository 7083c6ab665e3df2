'use client';
import { useCallback, useState } from 'react';

/** What was last done, for screen readers; the count makes the same words twice two announcements. */
export type Announcement = { text: string; count: number };

export function useAnnouncer(): [Announcement, (text: string) => void] {
  const [said, setSaid] = useState<Announcement>({ text: '', count: 0 });
  const say = useCallback((text: string) => setSaid(({ count }) => ({ text, count: count + 1 })), []);
  return [said, say];
}
