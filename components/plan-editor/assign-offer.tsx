'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { usePlan } from './editor-context';

type AssignOfferProps = { onShow: () => void; onDismiss: () => void };

/** Where hosts were just added: nobody has to know which roles there are to go on. */
export function AssignOffer({ onShow, onDismiss }: AssignOfferProps) {
  const t = useTranslations('editor.assign.offer');
  const plan = usePlan();
  const without = plan.hosts.filter((host) => host.roles.length === 0).length;
  return (
    <Notice
      title={without > 0 ? t('title', { count: without }) : t('given', { count: plan.hosts.length })}
      acts={
        <>
          <Button variant="contained" onClick={onShow}>
            {t('show')}
          </Button>
          <Button onClick={onDismiss}>{t('dismiss')}</Button>
        </>
      }
    >
      {t('text')}
    </Notice>
  );
}
