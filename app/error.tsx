'use client';
import { useEffect } from 'react';
import { PageError } from '@/components/shell/page-error';

type ErrorPageProps = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  useEffect(() => console.error(error), [error]);
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  return <PageError digest={digest} retry={retry} />;
}
