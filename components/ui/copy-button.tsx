'use client';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Icon } from './icons';

/** Puts a text on the clipboard and says so for two seconds. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useTranslations('ui');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await writeClipboard(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  const name = copied ? t('copied') : (label ?? t('copy'));
  return (
    <Tooltip title={name}>
      <IconButton aria-label={name} onClick={copy}>
        <Icon name={copied ? 'check' : 'copy'} size={14} />
      </IconButton>
    </Tooltip>
  );
}

/** navigator.clipboard exists only on https and localhost; the console is often reached by a plain address. */
async function writeClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
