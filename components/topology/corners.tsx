'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icons';
import { Legend } from './legend';
import type { Topology } from './model-types';

const Corner = styled('div')({ position: 'absolute', bottom: 20, zIndex: 5, display: 'flex', gap: 4 });
const small = { width: 28, height: 28, p: 0, fontSize: 12 };

type CornersProps = {
  topology: Topology;
  /** The keys of the diagram, and the id of the element that says them to screen readers. */
  help: { text: string; id: string };
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
};

/** What the lines mean, on the left; how to look at the diagram, on the right. */
export function Corners({ topology, help, zoomIn, zoomOut, fit }: CornersProps) {
  const t = useTranslations('topology');
  return (
    <>
      <Corner style={{ left: 14, right: 182 }}>
        <Legend topology={topology} />
      </Corner>
      <Corner style={{ right: 14 }}>
        <Tooltip title={help.text}>
          <Button aria-label={t('keys')} aria-describedby={help.id} sx={small}>
            ?
          </Button>
        </Tooltip>
        <Button aria-label={t('zoomIn')} sx={small} onClick={zoomIn}>
          <Icon name="plus" size={14} />
        </Button>
        <Button aria-label={t('zoomOut')} sx={small} onClick={zoomOut}>
          <Icon name="minus" size={14} />
        </Button>
        <Button sx={{ ...small, width: 'auto', px: 2.5 }} onClick={fit}>
          {t('fit')}
        </Button>
      </Corner>
    </>
  );
}
