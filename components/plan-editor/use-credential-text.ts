'use client';
import { useFormatter, useTranslations } from 'next-intl';
import type { CredentialView } from './editor-actions';

/** One line that tells a credential from others of its kind. Nothing of its secret. */
export function useCredentialText(): (credential: CredentialView) => string {
  const kinds = useTranslations('hosts.kinds');
  const t = useTranslations('editor.credential');
  return ({ kind, fingerprint, summary }) => {
    if (summary?.kind === 'client-certificate') return t('certificateOf', { subject: summary.subject });
    if (summary?.kind === 'kubeconfig') return t('clusterAt', { server: summary.server, user: summary.user });
    return kind === 'private-key' ? fingerprint.slice(0, 24) : kinds(kind);
  };
}

/** When a credential ends, with a tone when that is soon; null for one that doesn't end. */
export function useExpiryText(): (credential: CredentialView) => { text: string; tone?: 'warn' | 'bad' } | null {
  const t = useTranslations('editor.credential');
  const format = useFormatter();
  return ({ expiry }) => {
    if (!expiry) return null;
    const { state, days } = expiry;
    // The day that a certificate says: the same for everybody who looks.
    const at = format.dateTime(new Date(expiry.at), { dateStyle: 'medium', timeZone: 'UTC' });
    if (state === 'expired') return { text: t('expired', { at }), tone: 'bad' };
    return state === 'soon' ? { text: t('endsSoon', { at, days }), tone: 'warn' } : { text: t('ends', { at }) };
  };
}
