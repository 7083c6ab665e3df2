import { ReviewSkeleton } from '@/components/review/review-skeleton';

/** The guard against strangers stands above this, in the layout: they are still answered 307, before anything is sent. */
export default function Loading() {
  return <ReviewSkeleton />;
}
