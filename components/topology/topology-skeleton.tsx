'use client';
import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { columnsOf, compactHostSize, hostSize, nodeSizes } from './layout-graph';
import type { Topology, TopologyNode } from './model-types';

const Layers = styled('div')({
  position: 'absolute',
  inset: 0,
  overflow: 'hidden',
  padding: '44px 20px 56px',
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  justifyContent: 'safe center',
  gap: 36,
  '& > .layer': { display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: 24 },
  // Cards as they will be: the skeleton's own grey is hardly there on the diagram's ground in the dark.
  '& .MuiSkeleton-root': { background: 'var(--raised)', border: '1px solid var(--line)' },
  '& > .hosts': {
    display: 'grid',
    maxWidth: '100%',
    justifyContent: 'center',
    gap: 16,
    padding: 24,
    border: '1px solid var(--line2)',
    borderRadius: 12,
  },
});

/** More would not fit into the pane before the diagram is scaled to it. */
const mostHosts = 12;

/** The diagram's layers while their places are computed: clients, entry, hosts in their network, services. */
export function TopologySkeleton({ topology }: { topology: Topology }) {
  const t = useTranslations('topology');
  const { nodes, compact } = topology;
  const hosts = nodes.filter(({ kind }) => kind === 'host').slice(0, mostHosts);
  const size = compact ? compactHostSize : hostSize;
  const columns = Math.min(compact ? 4 : 3, columnsOf(hosts.length));
  return (
    <Layers>
      <span role="status" className="visually-hidden">
        {t('laying')}
      </span>
      <Layer nodes={nodes} of="clients" />
      <Layer nodes={nodes} of="entry" />
      {hosts.length > 0 && (
        <div className="hosts" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, ${size.width}px))` }}>
          {hosts.map(({ id }) => (
            <Skeleton key={id} variant="rounded" animation={false} height={size.height} />
          ))}
        </div>
      )}
      <Layer nodes={nodes} of="service" />
    </Layers>
  );
}

function Layer({ nodes, of }: { nodes: TopologyNode[]; of: 'clients' | 'entry' | 'service' }) {
  const own = nodes.filter(({ kind }) => kind === of);
  if (own.length === 0) return null;
  return (
    <div className="layer">
      {own.map(({ id }) => (
        <Skeleton key={id} variant="rounded" animation={false} {...nodeSizes[of]} />
      ))}
    </div>
  );
}
