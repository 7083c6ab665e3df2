'use client';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Pixels from the end that still count as the end: browsers round scroll positions. */
const slack = 4;

/**
 * Keeps a log at its end while lines arrive. Scrolling up stops it, scrolling back to the end or `resume` starts it
 * again; `unseen` counts the rows that came meanwhile.
 */
export function useFollow(scroller: RefObject<HTMLElement | null>, rows: number) {
  const [following, setFollowing] = useState(true);
  const [rowsAtStop, setRowsAtStop] = useState(0);
  const lastTop = useRef(0);
  const rowsNow = useRef(rows);
  rowsNow.current = rows;

  // While a line is awaited that has not arrived, what there is may end in sight: that is no wish to follow.
  const awaited = useRef(false);

  // What the next picture does, before React has drawn that following ended: lines arrive between a turn of the wheel and
  // the scroll event that tells of it, and would take the reader back to the end.
  const held = useRef(true);

  // The wheel was turned up and nothing has moved yet: a scroll event that comes first tells of lines that arrived before.
  const turning = useRef(false);

  const leave = useCallback(() => {
    held.current = false;
    setFollowing((was) => {
      if (was) setRowsAtStop(rowsNow.current);
      return false;
    });
  }, []);

  /** A line is to be shown, now or when it arrives; `mark` says that it is. */
  const stop = useCallback(() => {
    awaited.current = true;
    leave();
  }, [leave]);

  /** From here on rows are unseen: the reader has been brought to a line, and all until now was behind it. */
  const mark = useCallback(() => {
    awaited.current = false;
    setRowsAtStop(rowsNow.current);
  }, []);

  const resume = useCallback(() => {
    const element = scroller.current;
    awaited.current = false;
    turning.current = false;
    held.current = true;
    if (element) element.scrollTop = element.scrollHeight;
    setFollowing(true);
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const scrolled = () => {
      const top = element.scrollTop;
      const atEnd = element.scrollHeight - top - element.clientHeight <= slack;
      const up = top < lastTop.current - 1;
      if (up) turning.current = false;
      if (atEnd && !awaited.current && !turning.current) {
        held.current = true;
        setFollowing(true);
      } else if (up) leave();
      lastTop.current = top;
    };
    const turned = (event: WheelEvent) => {
      turning.current = event.deltaY < 0 && element.scrollTop > 0;
      if (turning.current) leave();
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('wheel', turned, { passive: true });
    return () => {
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('wheel', turned);
    };
  }, [scroller, leave]);

  // A card that appears above the log takes its height: the end would slide out of sight, the line that failed first.
  useEffect(() => {
    const element = scroller.current;
    if (!element || !following) return;
    const observer = new ResizeObserver(() => {
      if (held.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [following, scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows are the reason to move
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && following && held.current) element.scrollTop = element.scrollHeight;
  }, [following, rows, scroller]);

  return { following, unseen: following ? 0 : Math.max(0, rows - rowsAtStop), stop, mark, resume };
}
