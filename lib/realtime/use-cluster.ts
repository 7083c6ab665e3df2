'use client';

import { useEffect, useState } from 'react';
import type { ClusterView } from '@/lib/cluster/view';
import { openClusterFeed } from './cluster-client';
import type { Connection } from './feed';

/** The plan's cluster as it is now; `view` undefined before the first word of it, null when no run made one. */
export function useCluster(planId: string): { view: ClusterView | null | undefined; connection: Connection } {
  const [view, setView] = useState<ClusterView | null | undefined>(undefined);
  const [connection, setConnection] = useState<Connection>({ kind: 'connecting' });
  useEffect(() => openClusterFeed({ planId, onView: setView, onConnection: setConnection }), [planId]);
  return { view, connection };
}
