'use client';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Icon, type IconName } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import type { ImportFormat } from '@/lib/plan/import/imported';

const Row = styled('div')({
  display: 'flex',
  border: '1px solid var(--line2)',
  borderRadius: 10,
  background: 'var(--surface)',
  overflow: 'clip',
  '& .head': { padding: '14px 18px', width: 208, flex: 'none' },
  '& .file': { display: 'block', fontSize: 11, lineHeight: '16px', color: 'var(--ink3)' },
  '& .name': { display: 'block', fontSize: 13, lineHeight: '20px', fontWeight: 500, color: 'var(--ink)' },
});

/** As the importers know them; a CSV of hosts comes in by the same door as an inventory. */
const sources: { format: ImportFormat; icon: IconName; files: string }[] = [
  { format: 'slipway', icon: 'file', files: 'plan.yaml' },
  { format: 'roi', icon: 'file', files: 'cluster.yaml' },
  { format: 'rke', icon: 'file', files: 'cluster.yml' },
  { format: 'ansible', icon: 'host', files: 'hosts.ini, CSV' },
];

type ImportRowProps = {
  onImport: (format: ImportFormat) => void;
  /** Null for who may not begin with a cluster. */
  onExisting: (() => void) | null;
};

/** What a plan can be made of, beside nothing. */
export function ImportRow({ onImport, onExisting }: ImportRowProps) {
  const t = useTranslations('plans.empty');
  const formats = useTranslations('plan.import.formats');
  return (
    <Row role="group" aria-label={t('importTitle')}>
      <div className="head">
        <div style={{ fontWeight: 600 }}>{t('importTitle')}</div>
        <div style={{ fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' }}>{t('importText')}</div>
      </div>
      {onExisting && <Source icon="worker" name={t('existing')} files="kubeconfig" onClick={onExisting} />}
      {sources.map(({ format, icon, files }) => (
        <Source key={format} icon={icon} name={formats(format)} files={files} onClick={() => onImport(format)} />
      ))}
    </Row>
  );
}

type SourceProps = { icon: IconName; name: string; files: string; onClick: () => void };
function Source({ icon, name, files, onClick }: SourceProps) {
  return (
    <ButtonBase
      onClick={onClick}
      sx={{
        flex: 1,
        alignItems: 'flex-start',
        justifyContent: 'flex-start',
        gap: '9px',
        p: '14px',
        borderLeft: '1px solid var(--line)',
        textAlign: 'left',
        '&:hover': { background: 'var(--hover)' },
        '&.Mui-focusVisible': { outlineOffset: -2 },
      }}
    >
      <span style={{ color: 'var(--ink3)', paddingTop: 2 }}>
        <Icon name={icon} />
      </span>
      <span>
        <span className="name">{name}</span>
        <Mono className="file">{files}</Mono>
      </span>
    </ButtonBase>
  );
}
