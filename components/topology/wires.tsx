'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Icon } from '@/components/ui/icons';
import type { Placement } from './layout';
import type { Topology, TopologyEdge } from './model-types';
import { isOut } from './node-state';
import { peerLine } from './peer-line';
import { routesOf } from './routes';
import { type Point, svgPath } from './svg-path';
import { useNodeWords } from './use-node-words';

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
  '& .serves': { strokeWidth: 3 },
  '& .only': { stroke: 'var(--warn-fill)', strokeWidth: 3 },
  '& .cut': { stroke: 'var(--bad)', strokeDasharray: '3 5', opacity: 0.9 },
  '& marker path': { strokeWidth: 1 },
  '& .cross path': { stroke: 'var(--on)', strokeWidth: 2 },
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
  maxWidth: 220,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  pointerEvents: 'none',
  '&[data-inside]': { background: 'color-mix(in srgb, var(--surface) 55%, var(--bg))' },
  '&[data-tone="bad"]': { color: 'var(--bad)' },
  '&[data-tone="warn"]': { color: 'var(--warn)' },
});

type WiresProps = { topology: Topology; placement: Placement };

/** All lines and their labels, in the diagram's own coordinates. */
export const Wires = memo(function Wires({ topology, placement }: WiresProps) {
  const t = useTranslations('topology');
  const words = useNodeWords();
  const routes = routesOf(topology, placement);
  const peers = peerLine(topology, placement);
  const edges = new Map(topology.edges.map((edge) => [edge.id, edge]));
  const out = new Set(topology.nodes.filter((node) => isOut(node.state)).map((node) => node.id));
  const { alive, members, quorum } = topology.etcd;
  const left = alive === members.length ? undefined : alive < quorum ? 'bad' : 'warn';
  return (
    <>
      <Lines aria-hidden="true" width={placement.width} height={placement.height}>
        <defs>
          <Arrow id="slipway-full" d="M.5.8 7.2 4 .5 7.2Z" refX={6.5} fill="var(--ink2)" stroke="none" />
          <Arrow id="slipway-open" d="M1 1 7 4 1 7Z" refX={7} fill="var(--raised)" stroke="var(--edge)" />
          <Arrow id="slipway-cut" d="M1 1 7 4 1 7Z" refX={7} fill="var(--raised)" stroke="var(--bad)" />
        </defs>
        {routes.map((route) => {
          const edge = edges.get(route.id);
          if (!edge) return null;
          return (
            <path
              key={route.id}
              className={edge.cut ? `${edge.kind} cut` : edge.kind}
              d={svgPath(route.points)}
              markerEnd={arrowOf(edge)}
            />
          );
        })}
        {peers?.bus && <path className="etcd" d={svgPath(peers.bus)} />}
        {peers?.ends.map(({ member, points }) => (
          <path key={member} className={out.has(member) ? 'etcd cut' : 'etcd'} d={svgPath(points)} />
        ))}
        {routes.map((route) => {
          const edge = edges.get(route.id);
          // Words on the line say it better, where there are any.
          return edge?.cut && !(edge.kind === 'uses' && edge.text) && <Cross key={route.id} at={route.cross} />;
        })}
        {peers?.ends.map(({ member, points }) => out.has(member) && <Cross key={member} at={middle(points)} />)}
      </Lines>
      {routes.map((route) => {
        const edge = edges.get(route.id);
        const text = edge && words.edgeLabel(edge);
        return (
          text && (
            <Label
              key={route.id}
              style={{ left: route.label.x, top: route.label.y }}
              data-tone={edge.cut ? 'bad' : undefined}
            >
              {text}
            </Label>
          )
        );
      })}
      {peers && (
        <>
          <Label data-inside style={{ left: peers.label.x, top: peers.label.y }}>
            <Icon name="etcd" size={12} />
            {t('edge.peers')}
          </Label>
          <Label data-inside data-tone={left} style={{ left: peers.quorum.x, top: peers.quorum.y }}>
            {words.quorumText(topology)}
          </Label>
        </>
      )}
    </>
  );
}, sameWires);

/** A topology is made anew for every plan; lines are the same until one of these differs. */
function sameWires(a: WiresProps, b: WiresProps): boolean {
  if (a.placement !== b.placement) return false;
  return a.topology === b.topology || drawn(a.topology) === drawn(b.topology);
}

const drawn = ({ nodes, edges, etcd }: Topology) =>
  JSON.stringify([edges, etcd, nodes.filter((node) => isOut(node.state)).map(({ id }) => id)]);

function arrowOf({ kind, cut }: TopologyEdge): string | undefined {
  if (kind === 'control' || kind === 'only' || kind === 'serves') return undefined;
  if (cut) return 'url(#slipway-cut)';
  return kind === 'traffic' ? 'url(#slipway-full)' : 'url(#slipway-open)';
}

function Arrow({ id, d, refX, fill, stroke }: { id: string; d: string; refX: number; fill: string; stroke: string }) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX={refX}
      refY="4"
      markerWidth="10"
      markerHeight="10"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d={d} style={{ fill, stroke, strokeDasharray: 'none' }} />
    </marker>
  );
}

const middle = (points: Point[]): Point => {
  const [a, b] = [points[0], points.at(-1)];
  return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : { x: 0, y: 0 };
};

function Cross({ at }: { at: Point }) {
  return (
    <g className="cross" transform={`translate(${at.x} ${at.y})`}>
      <rect x="-8" y="-8" width="16" height="16" rx="4" fill="var(--bad)" />
      <path d="m-3.2-3.2 6.4 6.4m0-6.4-6.4 6.4" strokeLinecap="round" />
    </g>
  );
}
