import type { ReactNode } from 'react';

const line = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
const path = (d: string, width = 1.5) => <path d={d} strokeWidth={width} {...line} />;

const drawings = {
  'control-plane': (
    <>
      {path('M8 1.6 13.6 4.8v6.4L8 14.4 2.4 11.2V4.8Z')}
      <circle cx="8" cy="8" r="1.8" fill="currentColor" />
    </>
  ),
  etcd: (
    <>
      {path('M8 3.5 3 12.2h10Z', 1.3)}
      <circle cx="8" cy="3.4" r="2.2" fill="currentColor" />
      <circle cx="3" cy="12.2" r="2.2" fill="currentColor" />
      <circle cx="13" cy="12.2" r="2.2" fill="currentColor" />
    </>
  ),
  worker: path(
    'M2 3a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1ZM9 3a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1ZM2 10a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1ZM9 10a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-3a1 1 0 0 1-1-1Z',
  ),
  gateway: path('M10.5 2H14v12h-3.5M1.5 8H10M7 4.8 10.2 8 7 11.2'),
  build: path('m2.2 13.8 6-6M7 3.2l2.6-1.7 4.9 4.9-1.7 2.6-2-.5-3-3Z'),
  storage: (
    <>
      {path('M1.7 9 4 3h8l2.3 6v4H1.7ZM1.7 9h12.6', 1.4)}
      <circle cx="11.5" cy="11" r=".9" fill="currentColor" />
    </>
  ),
  database: path(
    'M2.5 3.8c0-1.2 2.5-2.2 5.5-2.2s5.5 1 5.5 2.2S11 6 8 6 2.5 5 2.5 3.8Zm0 0v8.4c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2V3.8M2.5 8c0 1.2 2.5 2.2 5.5 2.2s5.5-1 5.5-2.2',
    1.4,
  ),
  registry: path('M8 1.5 14 4.6v6.8L8 14.5 2 11.4V4.6ZM2 4.6l6 3.1 6-3.1M8 7.7v6.8', 1.4),
  clients: (
    <>
      <circle cx="6" cy="5" r="2.6" strokeWidth="1.4" {...line} />
      {path(
        'M1.3 14c0-2.6 2-4.4 4.7-4.4s4.7 1.8 4.7 4.4M10.5 2.6a2.6 2.6 0 0 1 0 4.8M12.3 9.9c1.6.7 2.5 2.1 2.5 4.1',
        1.4,
      )}
    </>
  ),
  entry: (
    <>
      {path('M8 1.5v9.2M8 5.5 3 10.7M8 5.5l5 5.2', 1.4)}
      <circle cx="3" cy="12.5" r="1.8" strokeWidth="1.4" {...line} />
      <circle cx="8" cy="12.5" r="1.8" strokeWidth="1.4" {...line} />
      <circle cx="13" cy="12.5" r="1.8" strokeWidth="1.4" {...line} />
    </>
  ),
  host: (
    <>
      <rect x="1.7" y="2.5" width="12.6" height="4.7" rx="1.2" strokeWidth="1.4" {...line} />
      <rect x="1.7" y="8.8" width="12.6" height="4.7" rx="1.2" strokeWidth="1.4" {...line} />
      <circle cx="4.5" cy="4.85" r=".9" fill="currentColor" />
      <circle cx="4.5" cy="11.15" r=".9" fill="currentColor" />
    </>
  ),
  search: path('M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0ZM10.5 10.5 14 14'),
  plus: path('M8 3v10M3 8h10', 1.6),
  minus: path('M3 8h10', 1.6),
  'chevron-up': path('m4.5 9.7 3.5-3.5 3.5 3.5'),
  'chevron-down': path('m4.5 6.3 3.5 3.5 3.5-3.5'),
  'chevron-right': path('m6.3 4.5 3.5 3.5-3.5 3.5'),
  'arrow-left': path('M13 8H3M6.8 4.2 3 8l3.8 3.8'),
  'arrow-right': path('M3 8h10M9.2 4.2 13 8l-3.8 3.8'),
  undo: path('M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H7'),
  redo: path('m10.5 3 3 3-3 3M13.5 6H6a3.5 3.5 0 0 0 0 7h3'),
  retry: path('M13.5 8A5.5 5.5 0 1 1 11.8 4M12.3 1.5v3h-3'),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.9" strokeWidth="1.4" {...line} />
      {path('M8 1.3v1.5M8 13.2v1.5M1.3 8h1.5M13.2 8h1.5M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1', 1.4)}
    </>
  ),
  moon: path('M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3Z', 1.4),
  file: path('M3.5 1.8h5.7l3.3 3.3v9.1h-9ZM9 1.8v3.5h3.5', 1.3),
  terminal: path('M2 3h12v10H2ZM4.5 6l2 2-2 2M8 10.2h3.3', 1.3),
  download: path('M8 2v8M4.5 6.8 8 10.2l3.5-3.4M2.5 13.5h11'),
  upload: path('M8 10.5v-8M4.5 5.7 8 2.3l3.5 3.4M2.5 13.5h11'),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.3" strokeWidth="1.3" {...line} />
      {path('M10.5 5.5v-3h-8v8h3', 1.3)}
    </>
  ),
  link: path(
    'M6.7 9.3 9.3 6.7M7.3 4.3l1.4-1.4a3 3 0 0 1 4.3 4.3l-1.4 1.4M8.7 11.7l-1.4 1.4A3 3 0 0 1 3 8.8l1.4-1.4',
    1.4,
  ),
  external: path('M9.5 2.5h4v4M13.5 2.5 7.5 8.5M11.5 9v4.5h-9v-9H7', 1.4),
  close: path('m4 4 8 8m0-8-8 8'),
  clock: path('M14.2 8A6.2 6.2 0 1 1 1.8 8a6.2 6.2 0 0 1 12.4 0ZM8 4.5V8l2.3 1.6', 1.4),
  key: path('M7.8 11a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0ZM7 9l6.5-6.5M11 5l2 2', 1.4),
  more: (
    <>
      <circle cx="3" cy="8" r="1.3" fill="currentColor" />
      <circle cx="8" cy="8" r="1.3" fill="currentColor" />
      <circle cx="13" cy="8" r="1.3" fill="currentColor" />
    </>
  ),
  check: path('m3 8.5 3.2 3.2L13 4.5'),
  edit: path('M10.7 2.7 13.3 5.3 5.5 13H3v-2.5ZM9 4.4l2.6 2.6', 1.4),
  trash: path('M2.5 4.2h11M6 4V2.3h4V4M4 4.2l.6 9.3h6.8l.6-9.3M6.7 7v4M9.3 7v4', 1.3),
  rainbond: path('M1.5 12.5a6.5 6.5 0 0 1 13 0M4.3 12.5a3.7 3.7 0 0 1 7.4 0', 1.5),
  stop: <rect x="3.5" y="3.5" width="9" height="9" rx="1.5" strokeWidth="1.5" {...line} />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** A drawing of 16 px beside a word; never the only carrier of a meaning. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 16 16" style={{ flex: 'none', display: 'block' }}>
      {drawings[name]}
    </svg>
  );
}

/** Slipway's mark: a hull on its rails, above the waterline. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 20 20" style={{ flex: 'none', display: 'block' }}>
      <path d="M2 8.8 17.5 4.3 15.5 9 4.8 12.1Z" fill="currentColor" />
      <path d="M1.5 14.2 18.5 9.3" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
      <path d="M1.5 17.7h17" stroke="var(--acc)" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  );
}
