'use client';
import { styled } from '@mui/material/styles';
import { CopyButton } from '@/components/ui/copy-button';

const Box = styled('div')({
  display: 'flex',
  alignItems: 'flex-start',
  background: 'var(--sunken)',
  border: '1px solid var(--line)',
  borderRadius: 6,
  padding: '6px 4px 6px 10px',
  marginBottom: 12,
  '& code': {
    flex: 1,
    minWidth: 0,
    font: '400 12px/20px var(--mono)',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

/** What a person may type on a machine, to be copied whole. */
export function CommandBox({ commands }: { commands: string[] }) {
  const text = commands.join('\n');
  return (
    <Box>
      <code>{text}</code>
      <CopyButton text={text} />
    </Box>
  );
}
