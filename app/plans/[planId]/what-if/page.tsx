import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { nothingFails } from '@/components/what-if/failing';
import { failingIn } from '@/components/what-if/failing-address';
import { outlookOf } from '@/components/what-if/outlook';
import { shareablePlan } from '@/components/what-if/shareable-plan';
import { WhatIfSheet } from '@/components/what-if/what-if-sheet';
import { requireUser } from '@/lib/auth/current-user';
import { languages } from '@/lib/i18n/languages';
import { readMessages } from '@/lib/i18n/messages';
import { modelOf } from '@/lib/plan/availability/model';
import { factsOf } from '@/lib/store/facts';
import { planOr404 } from '../plan-or-404';

type Props = {
  params: Promise<{ planId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireUser('plan:read');
  const [{ name }, t] = await Promise.all([planOr404((await params).planId), getTranslations('what-if')]);
  return { title: `${name}: ${t('name')}` };
}

/** What an engineer shows to the person who signs off: the stored plan, one failure, and all that follows from it. */
export default async function Page({ params, searchParams }: Props) {
  await requireUser('plan:read');
  const { planId } = await params;
  const search = searchOf(await searchParams);
  const { document, revision, updatedAt, updatedBy } = await planOr404(planId);
  const plan = shareablePlan(document);
  const facts = await factsOf(document.hosts);
  const model = modelOf(plan, facts);
  // A link carries its own language: the reader may not be the one who made it, and their own choice stays as it is.
  const asked = languages.find((language) => language === search.get('language'));
  const language = asked ?? (await getLocale());
  return (
    <NextIntlClientProvider locale={language} messages={await readMessages(language)}>
      <WhatIfSheet
        planId={planId}
        plan={plan}
        facts={facts}
        failing={failingIn(model, search) ?? nothingFails}
        outlook={outlookOf(model)}
        revision={revision}
        savedAt={updatedAt.getTime()}
        savedBy={updatedBy}
        language={language}
      />
    </NextIntlClientProvider>
  );
}

function searchOf(parameters: Record<string, string | string[] | undefined>): URLSearchParams {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each]));
  return new URLSearchParams(pairs);
}
