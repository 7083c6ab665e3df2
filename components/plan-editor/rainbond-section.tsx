'use client';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type Plan, rainbondSchema } from '@/lib/plan/schema';
import { ChartFields } from './chart-fields';
import { CheckField } from './check-field';
import { useEditor, usePlan } from './editor-context';
import { TwoFields } from './editor-layout';
import { LossChoices } from './loss-choices';
import { OverrideEditor } from './override-editor';
import { PlanField, PlanNumber } from './plan-field';
import { useChoice } from './use-choice';

type Rainbond = Plan['rainbond'];
type Kind = Rainbond['kind'];

const kinds = ['none', '6.x', '5.17'] as const;

/** Step 8: Rainbond itself: which, how many of it, and where its applications are found. */
export function RainbondSection() {
  const t = useTranslations('editor.services.rainbond');
  const plan = usePlan();
  const { edit, readOnly } = useEditor();
  const { planId } = useParams<{ planId: string }>();
  const { rainbond } = plan;
  const { of, leave } = useChoice<Rainbond>(rainbond, (kind) => rainbondSchema.parse({ kind }));
  const set = (next: Rainbond, field: string) =>
    edit((now) => ({ ...now, rainbond: next }), field && `rainbond.${field}`);
  return (
    <>
      <LossChoices<Kind>
        label={t('label')}
        value={rainbond.kind}
        capability="rainbond-console"
        onChange={(kind) => {
          leave();
          set(of(kind), '');
        }}
        choices={kinds.map((kind) => ({
          value: kind,
          name: t(`kinds.${kind.replaceAll('.', '_')}`),
          text: t(`texts.${kind.replaceAll('.', '_')}`),
          plan: kind === 'none' ? null : { ...plan, rainbond: of(kind) },
        }))}
      />
      {rainbond.kind !== 'none' && (
        <>
          <TwoFields>
            <PlanField
              mono
              path="rainbond.version"
              label={t('version')}
              value={rainbond.version}
              onChange={(version) => set({ ...rainbond, version: version.trim() }, 'version')}
            />
            <PlanField
              mono
              path="rainbond.domainSuffix"
              label={t('domainSuffix')}
              placeholder="apps.corp.example"
              value={rainbond.domainSuffix}
              onChange={(domainSuffix) => set({ ...rainbond, domainSuffix: domainSuffix.trim() }, 'domainSuffix')}
            />
            <PlanField
              mono
              path="rainbond.imageRepository"
              label={t('imageRepository')}
              hint={t('imageRepositoryHint')}
              value={rainbond.imageRepository}
              onChange={(imageRepository) =>
                set({ ...rainbond, imageRepository: imageRepository.trim() }, 'imageRepository')
              }
            />
            <PlanField
              mono
              path="rainbond.installVersion"
              label={t('installVersion')}
              placeholder={`v${rainbond.version}-release`}
              value={rainbond.installVersion}
              onChange={(installVersion) =>
                set({ ...rainbond, installVersion: installVersion.trim() }, 'installVersion')
              }
            />
            <PlanNumber
              mono
              path="rainbond.replicas"
              label={t('replicas')}
              hint={t('replicasHint')}
              min={1}
              max={9}
              value={rainbond.replicas}
              onChange={(replicas) => set({ ...rainbond, replicas }, 'replicas')}
            />
            {rainbond.console && (
              <PlanNumber
                mono
                path="rainbond.consoleReplicas"
                label={t('consoleReplicas')}
                min={1}
                max={9}
                value={rainbond.consoleReplicas}
                onChange={(consoleReplicas) => set({ ...rainbond, consoleReplicas }, 'consoleReplicas')}
              />
            )}
          </TwoFields>
          <ChartFields rainbond={rainbond} onChange={(chart, field) => set({ ...rainbond, chart }, field)} />
          <div>
            <CheckField
              label={t('console')}
              hint={t('consoleText')}
              checked={rainbond.console}
              onChange={(console) => set({ ...rainbond, console }, '')}
            />
            {!readOnly && (
              <Link
                href={`/plans/${planId}/console`}
                prefetch={false}
                style={{ display: 'inline-block', margin: '2px 0 6px 38px', textDecoration: 'underline' }}
              >
                {t('moveConsole')}
              </Link>
            )}
            {rainbond.kind === '5.17' && (
              <CheckField
                label={t('enableHA')}
                hint={t('enableHAText')}
                checked={rainbond.enableHA}
                onChange={(enableHA) => set({ ...rainbond, enableHA }, '')}
              />
            )}
            {rainbond.kind === '6.x' && (
              <CheckField
                label={t('sharedVolumes')}
                hint={t('sharedVolumesText')}
                checked={rainbond.sharedVolumes}
                onChange={(sharedVolumes) => set({ ...rainbond, sharedVolumes }, '')}
              />
            )}
          </div>
          <OverrideEditor
            path="rainbond.values"
            label={t('values')}
            language="YAML"
            placeholder={'Cluster:\n  replicas: 3'}
            value={rainbond.values}
            onChange={(values) => set({ ...rainbond, values }, 'values')}
          />
        </>
      )}
    </>
  );
}
