'use client';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReviewBook } from '@/components/review/review-book';
import { FactSection } from '@/components/review/review-frame';
import { Mono } from '@/components/ui/mono';
import { Notice } from '@/components/ui/notice';
import { useNameList } from '@/components/ui/use-name-list';
import type { ActionResult } from '@/lib/auth/action';
import type { Inventory, InventoryReading } from '@/lib/cluster/uninstall-inventory';
import type { Plan } from '@/lib/plan/schema';
import { factList, TypedStartPage, useTypedStart } from './typed-start';

export type StartUninstall = (input: {
  planId: string;
  hostFiles: boolean;
  name: string;
  runbookSha256: string;
}) => Promise<ActionResult<null>>;

type UninstallPageProps = {
  planId: string;
  /** As it was installed. */
  plan: Plan;
  hostFiles: boolean;
  inventory: InventoryReading;
  book: ReviewBook;
  sha256: string;
  /** Number of a run of this plan that is at work; null when none is. */
  busyRun: number | null;
  startUninstall: StartUninstall;
};

/** What would be deleted, what stays, and every script that does it; then the cluster's name has to be typed. */
export function UninstallPage(props: UninstallPageProps) {
  const { planId, plan, hostFiles, inventory, book, sha256, busyRun, startUninstall } = props;
  const t = useTranslations('cluster.remove');
  const router = useRouter();
  const typed = useTypedStart(() => startUninstall({ planId, hostFiles, name: plan.name, runbookSha256: sha256 }));
  return (
    <TypedStartPage
      {...{ typed, planId, book, sha256, busyRun }}
      name={plan.name}
      heading={t('heading', { name: plan.name })}
      first={book.steps[1]?.files.find(({ path }) => path === 'act')?.key ?? ''}
      words={{
        bar: t('bar', { name: plan.name }),
        back: { href: `/plans/${planId}/cluster`, text: t('back') },
        ask: t('ask'),
        act: t('act', { name: plan.name }),
        lost: t('lost'),
      }}
      destroys
      disabled={false}
    >
      <FactSection>
        <div className="head">
          <h2>{t('deleted')}</h2>
        </div>
        {inventory.ok ? (
          <Deleted inventory={inventory.inventory} />
        ) : (
          <Notice tone="warn" title={t('unasked')}>
            {t('unaskedText')} {inventory.problem !== '' && <Mono>{inventory.problem}</Mono>}
          </Notice>
        )}
        <FormControlLabel
          sx={{ mt: 1, ml: '-4px', '& .MuiFormControlLabel-label': { fontSize: 13 } }}
          control={
            <Checkbox
              checked={hostFiles}
              onChange={(event) =>
                router.replace(`/plans/${planId}/cluster/uninstall${event.target.checked ? '?hosts=yes' : ''}`)
              }
            />
          }
          label={t('hostFiles', { count: plan.hosts.length })}
        />
      </FactSection>
      <FactSection>
        <div className="head">
          <h2>{t('stays')}</h2>
        </div>
        <Stays plan={plan} hostFiles={hostFiles} />
      </FactSection>
    </TypedStartPage>
  );
}

function Deleted({ inventory }: { inventory: Inventory }) {
  const t = useTranslations('cluster.remove.what');
  const names = useNameList();
  const format = useFormatter();
  const { release, namespace, pods, claims, crds, webhooks, clusterRoles, marks, dns } = inventory;
  const some = (items: string[]) => (items.length > 0 ? names(items) : t('none'));
  const gib = (bytes: number) => format.number(bytes / 2 ** 30, { maximumFractionDigits: 1 });
  return (
    <ul style={factList}>
      <li>{release ? t('release', { revision: release }) : t('noRelease')}</li>
      <li>{namespace ? t('namespace', { pods }) : t('noNamespace')}</li>
      <li>
        {t('claims', { count: claims.length })}
        {claims.length > 0 && (
          <ul style={factList}>
            {claims.map(({ name, bytes, storageClass, kept }) => (
              <li key={name}>
                <Mono>{name}</Mono>{' '}
                {t(kept ? 'claimKept' : 'claim', {
                  sized: bytes === null ? 'no' : 'yes',
                  size: gib(bytes ?? 0),
                  class: storageClass || t('noClass'),
                })}
              </li>
            ))}
          </ul>
        )}
      </li>
      <li>{t('crds', { names: some(crds) })}</li>
      <li>{t('webhooks', { names: some(webhooks) })}</li>
      <li>{t('clusterRoles', { names: some(clusterRoles) })}</li>
      <li>{t('marks', { names: some(marks) })}</li>
      <li>{t('dns', { names: some(dns) })}</li>
    </ul>
  );
}

function Stays({ plan, hostFiles }: { plan: Plan; hostFiles: boolean }) {
  const t = useTranslations('cluster.remove.staysText');
  const names = useNameList();
  const { database, registry, storage } = plan;
  return (
    <ul style={factList}>
      <li>{t('kubernetes')}</li>
      <li>{t('applications')}</li>
      {database.kind === 'external' && (
        <li>
          {t('database', { address: database.host, names: names([database.consoleDatabase, database.regionDatabase]) })}
        </li>
      )}
      {registry.kind === 'external' && <li>{t('registry', { address: registry.address })}</li>}
      <li>{t('images')}</li>
      <li>{t('classes')}</li>
      {storage.kind === 'external-nfs' && (
        <li>{t('nfs', { name: storage.storageClass, server: `${storage.server}:${storage.path}` })}</li>
      )}
      {!hostFiles && <li>{t('hostFiles')}</li>}
    </ul>
  );
}
