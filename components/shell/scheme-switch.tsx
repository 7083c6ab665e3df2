'use client';
import IconButton from '@mui/material/IconButton';
import { useColorScheme } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icons';
import { useInBrowser } from '@/components/ui/use-in-browser';

/** Follows the system until it is pressed; then the choice is remembered in this browser. */
export function SchemeSwitch() {
  const t = useTranslations('shell');
  const { mode, systemMode, setMode } = useColorScheme();
  // The server doesn't know the browser's scheme: it draws the sun, and the browser corrects it after hydration.
  const inBrowser = useInBrowser();
  const dark = inBrowser && (mode === 'system' ? systemMode === 'dark' : mode === 'dark');
  const label = dark ? t('schemeToLight') : t('schemeToDark');
  return (
    <Tooltip title={label}>
      <IconButton aria-label={label} onClick={() => setMode(dark ? 'light' : 'dark')}>
        <Icon name={dark ? 'moon' : 'sun'} />
      </IconButton>
    </Tooltip>
  );
}
