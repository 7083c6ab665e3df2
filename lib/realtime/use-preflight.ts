'use client';

import { useEffect, useState } from 'react';
import type { Report } from '@/lib/preflight/result';
import type { Connection } from '@/lib/realtime/feed';
import { openPreflightFeed } from '@/lib/realtime/preflight-client';

/** The plan's newest preflight as it is now; `report` is null while there was none. It follows the next one, too. */
export function usePreflight(
  planId: string,
  initial: Report | null,
): { report: Report | null; connection: Connection } {
  const [report, setReport] = useState(initial);
  const [connection, setConnection] = useState<Connection>({ kind: 'connecting' });
  useEffect(() => openPreflightFeed({ planId, onReport: setReport, onConnection: setConnection }), [planId]);
  return { report, connection };
}
