'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { ClusterAnswerNotice } from '@/components/plans/cluster-answer-notice';
import type { ClusterAnswer } from '@/components/plans/cluster-start';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { Segmented } from '@/components/ui/segmented';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionError } from '@/lib/auth/action';
import type { Plan } from '@/lib/plan/schema';
import { withCluster } from '@/lib/plan/with-cluster';
import { CredentialSelect } from './credential-select';
import { useEditor, usePlan } from './editor-context';
import { HostSelect } from './host-select';
import { PlanDiff } from './plan-diff';
import { FieldFindings } from './plan-field';
import { findingsAt } from './section-status';

type Kubernetes = Plan['kubernetes'];
type Known =
  | { state: 'nothing' }
  | { state: 'answer'; answer: ClusterAnswer }
  | { state: 'refused'; error: ActionError };

/** Which cluster, how it is reached, where helm runs; and its nodes again, with what they would change in the plan. */
export function ExistingClusterFields({ set }: { set: (change: Partial<Kubernetes>, field: string) => void }) {
  const t = useTranslations('editor.kubernetes');
  const plan = usePlan();
  const { findings, readOnly } = useEditor();
  const { kubernetes } = plan;
  const runner = plan.hosts.findIndex(({ name }) => name !== '' && name === kubernetes.runner);
  return (
    <>
      <CredentialSelect
        place="kubernetes"
        path="kubernetes.kubeconfig"
        label={t('credential')}
        value={kubernetes.kubeconfig}
        onChange={(kubeconfig) => set({ kubeconfig }, '')}
      />
      <Field label={t('reach')}>
        {() => (
          <Segmented<'direct' | 'ssh'>
            full
            label={t('reach')}
            value={kubernetes.apiThroughSsh ? 'ssh' : 'direct'}
            onChange={(reach) => set({ apiThroughSsh: reach === 'ssh' }, '')}
            options={(['direct', 'ssh'] as const).map((value) => ({
              value,
              label: t(`reaches.${value}`),
              disabled: readOnly,
            }))}
          />
        )}
      </Field>
      <div>
        <HostSelect
          clearable
          label={t('runner')}
          hint={t('runnerHint')}
          none={t('noRunner')}
          unknown={runner < 0 ? kubernetes.runner : ''}
          value={runner}
          onChange={(index) => set({ runner: plan.hosts[index]?.name ?? '' }, '')}
        />
        <FieldFindings id="kubernetes-runner-said" findings={findingsAt(findings, 'kubernetes.runner')} />
      </div>
      <ReadAgain />
    </>
  );
}

function ReadAgain() {
  const t = useTranslations('editor.kubernetes');
  const errorText = useErrorText();
  const plan = usePlan();
  const { actions, edit, readOnly } = useEditor();
  const [known, setKnown] = useState<Known>({ state: 'nothing' });
  const [reading, startReading] = useTransition();
  const read = () =>
    startReading(async () => {
      try {
        const result = await actions.readCluster({ plan });
        setKnown(result.ok ? { state: 'answer', answer: result.data } : { state: 'refused', error: result.error });
      } catch {
        setKnown({ state: 'refused', error: { code: 'offline' } });
      }
    });
  const answer = known.state === 'answer' ? known.answer : null;
  const after = answer?.state === 'read' ? withCluster(plan, answer.cluster) : null;
  const same = after !== null && JSON.stringify(after) === JSON.stringify(plan);
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8, alignItems: 'start' }}>
      <Button
        loading={reading}
        loadingPosition="start"
        startIcon={<Icon name="retry" size={14} />}
        disabled={plan.kubernetes.kubeconfig === ''}
        onClick={read}
      >
        {t('readNodes')}
      </Button>
      <div role="status" style={{ alignSelf: 'stretch' }}>
        {known.state === 'refused' && <ErrorNotice title={errorText(known.error)} />}
        {answer && answer.state !== 'read' && (
          <ClusterAnswerNotice answer={answer} acceptHostKeys={actions.acceptHostKeys} onAccepted={read} />
        )}
        {same && <span style={{ color: 'var(--ink2)', fontSize: 12 }}>{t('nodesSame')}</span>}
        {after && !same && (
          <Notice
            tone="warn"
            title={t('nodesDiffer')}
            acts={
              <>
                <Button
                  variant="contained"
                  disabled={readOnly}
                  onClick={() => {
                    if (answer?.state === 'read') edit((now) => withCluster(now, answer.cluster));
                    setKnown({ state: 'nothing' });
                  }}
                >
                  {t('takeNodes')}
                </Button>
                <Button onClick={() => setKnown({ state: 'nothing' })}>{t('leaveNodes')}</Button>
              </>
            }
          >
            <PlanDiff before={plan} after={after} />
          </Notice>
        )}
      </div>
    </div>
  );
}
