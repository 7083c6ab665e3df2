'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icons';
import type { Placement } from './layout';
import type { Topology } from './model';
import { peerLine, routesOf, svgPath } from './routes';

const Lines = styled('svg')({
  position: 'absolute',
  inset: 0,
  overflow: 'visible',
  pointerEvents: 'none',
  '& path': { fill: 'none', stroke: 'var(--edge)', strokeWidth: 1.5 },
  '& .traffic': { stroke: 'var(--ink2)', strokeWidth: 2 },
  '& .standby': { strokeDasharray: '6 4' },
  '& .etcd': { strokeDasharray: '1.5 4', strokeWidth: 2, strokeLinecap: 'round' },
  '& .control': { strokeWidth: 1.2, strokeDasharray: '10 3' },
  '& marker path': { strokeWidth: 1 },
});

const Label = styled('div')({
  position: 'absolute',
  transform: 'translate(-50%, -50%)',
  background: 'var(--bg)',
  padding: '0 5px',
  borderRadius: 3,
  font: '500 var(--smallest)/16px var(--sans)',
  color: 'var(--ink2)',
  whiteSpace: 'nowrap',
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  pointerEvents: 'none',
});

/** All lines and their labels, in the diagram's own coordinates. */
export function Wires({ topology, placement }: { topology: Topology; placement: Placement }) {
  const t = useTranslations('topology');
  const routes = routesOf(topology, placement);
  const peers = peerLine(topology, placement);
  const edges = new Map(topology.edges.map((edge) => [edge.id, edge]));
  return (
    <>
      <Lines aria-hidden="true" width={placement.width} height={placement.height}>
        <defs>
          <marker
            id="slipway-full"
            viewBox="0 0 8 8"
            refX="6.5"
            refY="4"
            markerWidth="10"
            markerHeight="10"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M.5.8 7.2 4 .5 7.2Z" style={{ fill: 'var(--ink2)', stroke: 'none' }} />
          </marker>
          <marker
            id="slipway-open"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="10"
            markerHeight="10"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M1 1 7 4 1 7Z" style={{ fill: 'var(--raised)', stroke: 'var(--edge)', strokeDasharray: 'none' }} />
          </marker>
        </defs>
        {routes.map((route) => {
          const kind = edges.get(route.id)?.kind ?? 'uses';
          const end = kind === 'traffic' ? 'url(#slipway-full)' : kind === 'control' ? undefined : 'url(#slipway-open)';
          return <path key={route.id} className={kind} d={svgPath(route.points)} markerEnd={end} />;
        })}
        {peers?.paths.map((path) => (
          <path key={svgPath(path)} className="etcd" d={svgPath(path)} />
        ))}
      </Lines>
      {routes.map((route) => {
        const edge = edges.get(route.id);
        if (!edge?.label) return null;
        return (
          <Label key={route.id} style={{ left: route.label.x, top: route.label.y }}>
            {t(`edge.${edge.label}`, { ports: edge.ports })}
          </Label>
        );
      })}
      {peers && (
        <>
          <Label style={{ left: peers.label.x, top: peers.label.y }}>
            <Icon name="etcd" size={12} />
            {t('edge.peers')}
          </Label>
          <Label style={{ left: peers.quorum.x, top: peers.quorum.y }}>
            {t('edge.quorum', { quorum: topology.etcd.quorum, members: topology.etcd.members.length })}
          </Label>
        </>
      )}
    </>
  );
}
