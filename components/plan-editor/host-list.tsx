'use client';
import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { usePlan, useSelectedHost } from './editor-context';
import { HostRow } from './host-row';

const List = styled('ul')({
  margin: 0,
  padding: 0,
  border: '1px solid var(--line2)',
  borderRadius: 8,
  overflow: 'clip',
});

type HostListProps = {
  /** Id of where it is said that too few or too many hosts have a role. */
  rolesSaidIn: string;
  picked: ReadonlySet<number>;
  open: ReadonlySet<number>;
  onPick: (index: number, picked: boolean) => void;
  onOpen: (index: number, open: boolean) => void;
};

/** A row is four fields and five buttons: more than these at once would make every key press slow. */
const allAtOnce = 40;
const rowHeight = 118;

/** The plan's hosts as rows of the form. */
export function HostList(props: HostListProps) {
  const plan = usePlan();
  if (plan.hosts.length > allAtOnce) return <LongList {...props} />;
  return (
    <List>
      {plan.hosts.map((host, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a host is its place; its name is being typed
        <HostRow key={index} host={host} {...rowProps(props, index)} />
      ))}
    </List>
  );
}

function rowProps({ rolesSaidIn, picked, open, onPick, onOpen }: HostListProps, index: number) {
  return {
    rolesSaidIn,
    index,
    picked: picked.has(index),
    open: open.has(index),
    onPick,
    onOpen,
  };
}

/** Draws the rows in view; the column around it scrolls. */
function LongList(props: HostListProps) {
  const plan = usePlan();
  const selectedHost = useSelectedHost();
  const list = useRef<HTMLUListElement>(null);
  const [above, setAbove] = useState(0);
  const column = () => list.current?.closest('section') ?? null;
  const rows = useVirtualizer({
    count: plan.hosts.length,
    getScrollElement: column,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollMargin: above,
    // Rows that come into view may come a frame later than the scroll: a click elsewhere waits for none of them.
    useFlushSync: false,
  });
  // What stands above the list grows and shrinks; asked after every drawing, set only when it has changed.
  useLayoutEffect(() => {
    const box = column();
    if (!box || !list.current) return;
    const top = list.current.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    setAbove(Math.round(top));
  });

  const wanted = useRef(selectedHost);
  useEffect(() => {
    if (selectedHost === wanted.current) return;
    wanted.current = selectedHost;
    if (selectedHost !== null) rows.scrollToIndex(selectedHost, { align: 'auto' });
  }, [selectedHost, rows]);

  const items = rows.getVirtualItems();
  const before = (items[0]?.start ?? above) - above;
  const after = rows.getTotalSize() - ((items.at(-1)?.end ?? above) - above);
  return (
    <List ref={list} style={{ paddingTop: before, paddingBottom: Math.max(0, after) }}>
      {items.map(({ index }) => {
        const host = plan.hosts[index];
        return (
          host && (
            <HostRow
              key={index}
              host={host}
              {...rowProps(props, index)}
              count={plan.hosts.length}
              measure={rows.measureElement}
            />
          )
        );
      })}
    </List>
  );
}
