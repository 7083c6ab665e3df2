'use client';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { useAnnouncer } from '@/components/topology/use-announcer';
import { useDomainWords } from '@/components/topology/use-domain-words';
import { Icon } from '@/components/ui/icons';
import { domainsOf, moveDomain } from '@/lib/plan/edits/domains';
import { useEditor, usePlan } from './editor-context';
import { Quiet } from './editor-layout';

const List = styled('ol')({
  listStyle: 'none',
  margin: '6px 0',
  padding: 0,
  border: '1px solid var(--line)',
  borderRadius: 8,
  '& li': { display: 'flex', alignItems: 'center', gap: 4, minHeight: 36, padding: '0 6px 0 12px' },
  '& li + li': { borderTop: '1px solid var(--line)' },
  '& .name': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .count': { fontSize: 12, color: 'var(--ink3)', marginRight: 8, whiteSpace: 'nowrap' },
  '& [aria-disabled="true"]': { color: 'var(--ink3)', opacity: 0.45, cursor: 'default' },
});

const ways = [
  { by: -1, key: 'up', icon: 'chevron-up' },
  { by: 1, key: 'down', icon: 'chevron-down' },
] as const;

/** The plan's failure domains in the order in which they are drawn, and which can be changed here. */
export function DomainList() {
  const t = useTranslations('editor.hosts.domains');
  const hosts = useTranslations('editor.hosts');
  const plan = usePlan();
  const { edit, readOnly } = useEditor();
  const { domainName } = useDomainWords();
  const [said, say] = useAnnouncer();
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string | null>(null);
  const domains = domainsOf(plan);
  // A row that goes to another place loses the focus: the next press is to move it on.
  useEffect(() => {
    if (moved.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-move="${CSS.escape(moved.current)}"]`)?.focus();
    moved.current = null;
  });
  if (domains.length < 2) return null;
  const move = (index: number, by: -1 | 1, mark: string) => {
    const domain = domains[index];
    if (!domain || !domains[index + by]) return;
    moved.current = mark;
    edit((now) => moveDomain(now, domain.name, by));
    say(t('moved', { name: domainName(domain), place: index + by + 1, count: domains.length }));
  };
  return (
    <div>
      <h2 id={id}>{t('title')}</h2>
      <List ref={list} aria-labelledby={id}>
        {domains.map((domain, index) => (
          <li key={domain.name}>
            <span className="name">{domainName(domain)}</span>
            <span className="count">
              {hosts('count', { count: plan.hosts.filter((host) => host.failureDomain === domain.name).length })}
            </span>
            {!readOnly &&
              ways.map(({ by, key, icon }) => {
                const mark = `${key} ${domain.name}`;
                return (
                  <IconButton
                    key={key}
                    data-move={mark}
                    // Not `disabled`: who moved it to the end by key stays on it.
                    aria-disabled={!domains[index + by]}
                    aria-label={t(key, { name: domainName(domain) })}
                    sx={{ width: 28, height: 28, borderRadius: '6px' }}
                    onClick={() => move(index, by, mark)}
                  >
                    <Icon name={icon} size={14} />
                  </IconButton>
                );
              })}
          </li>
        ))}
      </List>
      <Quiet>{t('hint')}</Quiet>
      <span role="status" className="visually-hidden">
        <span key={said.count}>{said.text}</span>
      </span>
    </div>
  );
}
