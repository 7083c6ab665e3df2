'use client';
import Skeleton from '@mui/material/Skeleton';
import { useTranslations } from 'next-intl';
import { ReviewFrame } from '@/components/review/review-frame';
import { Late } from '@/components/ui/late';

const lines = (count: number, height: number) =>
  Array.from({ length: count }, (_, index) => `${index}`).map((key) => (
    <Skeleton key={key} variant="rounded" animation={false} height={height} sx={{ mb: 2 }} />
  ));

/**
 * The review's own columns while it is compiled: a bundle that was never read is hashed first, which takes seconds. The
 * other pages take milliseconds and have none: a fallback, once shown, holds React back for 300 ms.
 */
export function ReviewSkeleton() {
  const t = useTranslations('shell');
  return (
    <ReviewFrame aria-busy="true">
      <span role="status" className="visually-hidden">
        {t('loading')}
      </span>
      <div className="columns">
        <div className="facts">
          <Late>{lines(8, 44)}</Late>
        </div>
        <div className="tree">
          <Late>
            <div style={{ padding: 12 }}>{lines(16, 20)}</div>
          </Late>
        </div>
        <div className="file">
          <Late>
            <div style={{ padding: 16 }}>{lines(24, 14)}</div>
          </Late>
        </div>
      </div>
    </ReviewFrame>
  );
}
