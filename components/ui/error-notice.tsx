'use client';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';
import { Mono } from './mono';
import { Notice } from './notice';

type ErrorNoticeProps = {
  /** What was found, in one line. */
  title: ReactNode;
  /** What was needed, and where. */
  children?: ReactNode;
  /** The next command to type, when there is one. */
  command?: string;
  acts?: ReactNode;
};

/** An error where it happened: what, where, next command. */
export function ErrorNotice({ title, children, command, acts }: ErrorNoticeProps) {
  return (
    <Notice tone="bad" title={title} acts={acts}>
      {children}
      {command && (
        <div
          style={{
            display: 'flex',
            alignItems: 'center',
            gap: 8,
            marginTop: 8,
            padding: '4px 4px 4px 10px',
            borderRadius: 6,
            background: 'var(--sunken)',
          }}
        >
          <Mono style={{ flex: 1, whiteSpace: 'pre-wrap', color: 'var(--ink)' }}>{command}</Mono>
          <CopyButton text={command} />
        </div>
      )}
    </Notice>
  );
}
