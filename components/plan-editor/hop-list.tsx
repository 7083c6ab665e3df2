'use client';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Icon } from '@/components/ui/icons';
import { hopSchema, mostHops, type PlanHop } from '@/lib/plan/schema';
import { CredentialSelect } from './credential-select';
import { useEditor } from './editor-context';
import { Quiet } from './editor-layout';
import { FieldFindings, PlanField, PlanNumber } from './plan-field';
import { findingsAt } from './section-status';

const Hops = styled('fieldset')({
  border: 0,
  margin: 0,
  padding: 0,
  minWidth: 0,
  '& legend': {
    padding: 0,
    marginBottom: 5,
    fontSize: 12,
    lineHeight: '16px',
    fontWeight: 500,
    color: 'var(--ink2)',
  },
  '& ol': { listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: 8 },
  '& li': { border: '1px solid var(--line)', borderRadius: 6, padding: 10, display: 'grid', gap: 8 },
});

type HopListProps = {
  /** Path of the list in the document; of a made-up one where several hosts are changed at once. */
  path: string;
  /** Null: the hosts that it is about are reached in different ways. */
  hops: readonly PlanHop[] | null;
  /** How a bastion that is added is most likely signed in to. */
  like: Pick<PlanHop, 'user' | 'credential'>;
  /** `field`: what typing folds into one undo. */
  onChange: (hops: PlanHop[], field: string) => void;
};

/** The bastions on the way to a host, in the order in which they are passed. */
export function HopList({ path, hops, like, onChange }: HopListProps) {
  const t = useTranslations('editor.hops');
  const { readOnly, findings } = useEditor();
  const box = useRef<HTMLFieldSetElement>(null);
  const list = hops ?? [];
  const set = (index: number, change: Partial<PlanHop>, field: string) =>
    onChange(
      list.map((hop, place) => (place === index ? { ...hop, ...change } : hop)),
      `${path}.${index}.${field}`,
    );
  /** What was pressed is gone: the keyboard goes on at what stands there now. */
  const focus = (find: string) => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(find)?.focus());
  const add = () => {
    onChange([...list, hopSchema.parse({ user: like.user, credential: like.credential })], '');
    focus(`[data-path="${path}.${list.length}.address"]`);
  };
  const remove = (index: number) => {
    onChange(
      list.filter((_hop, place) => place !== index),
      '',
    );
    focus('button[data-add]');
  };
  const earlier = (index: number) => {
    const moved = [...list];
    moved.splice(index - 1, 2, ...moved.slice(index - 1, index + 1).reverse());
    onChange(moved, '');
    focus(`[data-path="${path}.${index - 1}.address"]`);
  };
  return (
    <Hops ref={box}>
      <legend>{t('title')}</legend>
      {hops === null && <Quiet style={{ marginBottom: 6 }}>{t('mixed')}</Quiet>}
      {hops?.length === 0 && <Quiet style={{ marginBottom: 6 }}>{t('none')}</Quiet>}
      <ol>
        {list.map((hop, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a hop is its place; its address is being typed
          <li key={index} aria-label={t('hop', { number: index + 1 })}>
            <div style={{ display: 'flex', alignItems: 'center', fontSize: 12, color: 'var(--ink3)' }}>
              <span style={{ flex: 1 }}>{t('hop', { number: index + 1 })}</span>
              {index > 0 && (
                <IconButton
                  disabled={readOnly}
                  aria-label={t('earlier', { number: index + 1 })}
                  onClick={() => earlier(index)}
                >
                  <span style={{ display: 'flex', transform: 'rotate(180deg)' }}>
                    <Icon name="chevron-down" size={14} />
                  </span>
                </IconButton>
              )}
              <IconButton
                disabled={readOnly}
                aria-label={t('remove', { number: index + 1 })}
                onClick={() => remove(index)}
              >
                <Icon name="trash" size={14} />
              </IconButton>
            </div>
            <PlanField
              mono
              path={`${path}.${index}.address`}
              label={t('address')}
              placeholder="198.51.100.9"
              value={hop.address}
              onChange={(address) => set(index, { address: address.trim() }, 'address')}
            />
            <div style={{ display: 'grid', gridTemplateColumns: '1fr 84px', gap: 8, alignItems: 'start' }}>
              <PlanField
                mono
                path={`${path}.${index}.user`}
                label={t('user')}
                value={hop.user}
                onChange={(user) => set(index, { user: user.trim() }, 'user')}
              />
              <PlanNumber
                mono
                path={`${path}.${index}.port`}
                label={t('port')}
                min={1}
                max={65535}
                value={hop.port}
                onChange={(port) => set(index, { port }, 'port')}
              />
            </div>
            <CredentialSelect
              place="bastion"
              label={t('credential')}
              value={hop.credential}
              onChange={(credential) => set(index, { credential }, '')}
            />
            <FieldFindings findings={findingsAt(findings, `${path}.${index}.credential`)} />
          </li>
        ))}
      </ol>
      {list.length < mostHops && (
        <Button data-add disabled={readOnly} onClick={add} sx={{ mt: list.length > 0 ? 1 : 0 }}>
          <Icon name="plus" size={14} />
          {list.length === 0 ? t('addFirst') : t('add')}
        </Button>
      )}
    </Hops>
  );
}
