'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { type DragEvent, useState } from 'react';
import { Field } from '@/components/ui/field';
import { FileButton } from '@/components/ui/file-button';
import { Mono } from '@/components/ui/mono';
import { MonoTextArea } from '@/components/ui/mono-text-area';

const Frame = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  padding: 12,
  border: '1px dashed var(--line2)',
  borderRadius: 8,
  '&[data-over="true"]': { borderColor: 'var(--acc)', background: 'var(--acc-bg)' },
  '& .file': { display: 'flex', alignItems: 'center', gap: 10, color: 'var(--ink3)', fontSize: 12 },
});

type ImportSourceProps = {
  text: string;
  /** '' while nothing came from a file. */
  filename: string;
  onText: (text: string) => void;
  onFile: (file: File) => void;
};

/** A text to make a plan of: a chosen file, one that is dropped here (the button does the same by keyboard), or what is pasted. */
export function ImportSource({ text, filename, onText, onFile }: ImportSourceProps) {
  const t = useTranslations('plans.importDialog');
  const [over, setOver] = useState(false);
  const hold = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <Frame data-over={over} onDragEnter={hold} onDragOver={hold} onDragLeave={() => setOver(false)} onDrop={drop}>
      <div className="file">
        <FileButton label={t('file')} accept=".yaml,.yml,.json,.ini,.cfg,.csv,.txt" onFile={onFile} />
        {filename ? <Mono>{filename}</Mono> : t('drop')}
      </div>
      <Field label={t('label')}>
        {(field) => (
          <MonoTextArea
            {...field}
            minRows={4}
            maxRows={6}
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
    </Frame>
  );
}
