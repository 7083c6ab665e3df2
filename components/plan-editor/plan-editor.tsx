'use client';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import dynamic from 'next/dynamic';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { AddButtons } from '@/components/topology/add-buttons';
import { Topology } from '@/components/topology/topology';
import { useLosses } from '@/components/topology/use-losses';
import { Icon } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { useAsked } from '@/components/ui/use-asked';
import { nothingFails } from '@/components/what-if/failing';
import { openFindings } from '@/lib/plan/accepting';
import { hostId } from '@/lib/plan/availability/holders';
import { modelOf } from '@/lib/plan/availability/model';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import { domainsOf } from '@/lib/plan/edits/domains';
import { type ServiceSlot, serviceIn, serviceSlots } from '@/lib/plan/edits/services';
import type { HostFacts } from '@/lib/plan/facts';
import { blocking, findingsOf } from '@/lib/plan/findings';
import type { Plan, PlanSection } from '@/lib/plan/schema';
import { checkedPart } from '@/lib/preflight/checked-part';
import { joinFindings, type PreflightWord } from '@/lib/preflight/join-findings';
import { ConflictNotice } from './conflict-notice';
import type { CredentialView, EditorActions } from './editor-actions';
import { editorAddress, sectionAsked } from './editor-address';
import { EditorProvider, SelectedHostProvider } from './editor-context';
import { CanvasColumn, CanvasHead, EditorColumns, FormColumn } from './editor-layout';
import { LoseSegment } from './lose-segment';
import { ModeSwitch } from './mode-switch';
import { SaveStatus } from './save-status';
import { SectionForm } from './section-form';
import { StepList } from './step-list';
import { SurvivalBar } from './survival-bar';
import { useBundle } from './use-bundle';
import { useEditorKeys } from './use-editor-keys';
import { factsByName, useHostChecks } from './use-host-checks';
import { usePlanDocument } from './use-plan-document';
import { useSame } from './use-same';
import { useWhatIf } from './use-what-if';

// Most who edit never ask: their code comes when they do.
const HistoryPanel = dynamic(async () => (await import('./history-panel')).HistoryPanel);
const WhatIfView = dynamic(async () => (await import('@/components/what-if/what-if-view')).WhatIfView);

export type PlanEditorProps = {
  planId: string;
  plan: Plan;
  revision: number;
  /** Milliseconds since the epoch. */
  savedAt: number;
  /** By `address:port`, as the last check of each host left them. */
  facts: Record<string, HostFacts>;
  bundle: BundleReading | null;
  /** What the newest preflight says about `plan`. */
  preflight: PreflightWord;
  credentials: CredentialView[];
  readOnly: boolean;
  /** Name of the person at the page. */
  person: string;
  checkHostUrl: string;
  scanHostsUrl: string;
  actions: EditorActions;
};

/** Form and diagram on one document, saved as it is edited. */
export function PlanEditor(props: PlanEditorProps) {
  const { planId, readOnly, actions } = props;
  const t = useTranslations('editor');
  const diagram = useTranslations('topology');
  const router = useRouter();
  const document = usePlanDocument({ ...props }, actions.savePlan, router.refresh);
  const { plan, edit } = document;
  const checks = useHostChecks(props.checkHostUrl, props.facts, actions);
  const bundle = useBundle(
    !readOnly && plan.artifacts.kind === 'bundle' ? plan.artifacts.folder : '',
    props.bundle,
    actions.readBundle,
  );
  const [credentials, setCredentials] = useState(props.credentials);
  const [selectedHost, selectHost] = useState<number | null>(null);
  const [history, setHistory] = useState(false);
  const historyAsked = useAsked(history);
  const [leaving, setLeaving] = useState(false);
  const [section, chooseSection] = useSection(props.planId);
  useEditorKeys(document.undo, document.redo);

  const facts = useMemo(() => factsByName(plan, checks), [plan, checks]);
  // What is said about the plan may come a frame after what was typed: with 200 hosts it takes longer than a key press.
  const settled = useDeferredValue(plan);
  const settledFacts = useMemo(() => factsByName(settled, checks), [settled, checks]);
  const checked = useMemo(() => JSON.stringify(checkedPart(props.plan)), [props.plan]);
  const findings = useSame(
    useMemo(() => {
      // Who may only read doesn't get the credentials, which is not the same as there being none.
      const known = readOnly ? null : credentials;
      const own = findingsOf({ plan: settled, facts: settledFacts, bundle: bundle.reading, credentials: known });
      // A preflight says nothing about another plan than the one that it looked at.
      return JSON.stringify(checkedPart(settled)) === checked ? joinFindings(own, props.preflight) : own;
    }, [settled, settledFacts, bundle.reading, checked, props.preflight, readOnly, credentials]),
  );
  const openOnes = useMemo(() => openFindings(settled, findings), [settled, findings]);
  const losses = useLosses(settled);
  const model = useMemo(() => modelOf(settled, settledFacts), [settled, settledFacts]);
  const whatIf = useWhatIf(planId, section, model);
  const counts = useMemo(
    () => ({
      hosts: plan.hosts.length,
      domains: domainsOf(plan).length,
      services: serviceSlots.filter((slot) => !slot.startsWith('entry.') && serviceIn(plan, slot)).length,
    }),
    [plan],
  );

  // The same functions and elements for as long as they say the same: a key press draws only what it changes.
  const onSelect = useCallback(
    (index: number | null) => {
      selectHost(index);
      if (index !== null) chooseSection('hosts');
    },
    [chooseSection],
  );
  const onOpen = useCallback((slot: ServiceSlot) => chooseSection(sectionOf(slot)), [chooseSection]);
  const review = useCallback(() => setLeaving(true), []);
  const blocked = useMemo(() => blocking(findings).length, [findings]);
  const { show } = whatIf;
  const loseSegment = useMemo(
    () => (
      <LoseSegment
        hosts={settled.hosts}
        losses={losses}
        onLose={(place) => show({ ...nothingFails, parts: [hostId(place)] })}
      />
    ),
    [settled.hosts, losses, show],
  );

  const { save } = document;
  useEffect(() => {
    if (!leaving) return;
    if (save.kind === 'saved' || readOnly) router.push(`/plans/${planId}/review`);
    else if (save.kind === 'conflict' || save.kind === 'failed') setLeaving(false);
  }, [leaving, save.kind, readOnly, router, planId]);

  const context = useMemo(
    () => ({
      edit,
      findings,
      readOnly,
      person: props.person,
      actions,
      credentials,
      addCredential: (credential: CredentialView) => setCredentials((before) => [...before, credential]),
      checks,
      scanHostsUrl: props.scanHostsUrl,
      bundle,
      selectHost,
    }),
    [edit, findings, readOnly, props.person, actions, credentials, checks, props.scanHostsUrl, bundle],
  );
  const status = <SaveStatus save={save} revision={document.revision} retry={document.saveNow} />;
  const notices = (
    <>
      {save.kind === 'conflict' && (
        <ConflictNotice
          theirs={save.theirs}
          onLoadTheirs={() => document.loadTheirs(save.theirs)}
          onKeepMine={() => document.keepMine(save.theirs)}
        />
      )}
      {save.kind === 'failed' && (
        <Notice tone="bad" title={t('save.failed')}>
          {t('save.failedText')}
        </Notice>
      )}
    </>
  );
  if (whatIf.failing) {
    return (
      <EditorProvider plan={plan} value={context}>
        <WhatIfView
          {...{ model, notices }}
          plan={settled}
          facts={settledFacts}
          failing={whatIf.failing}
          onFailing={whatIf.show}
          onLeave={whatIf.leave}
          share={whatIf.share}
          edit={readOnly ? undefined : edit}
          undo={document.undo}
          status={!readOnly && document.canUndo && status}
        />
      </EditorProvider>
    );
  }
  return (
    <EditorProvider plan={plan} value={context}>
      <EditorColumns>
        <StepList current={section} findings={openOnes} onChoose={chooseSection}>
          <div className="wide" style={{ padding: '0 8px 8px' }}>
            {readOnly ? t('readOnly') : status}
          </div>
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6, padding: '0 8px', justifyContent: 'center' }}>
            <Tooltip title={t('undo')}>
              <span>
                <Button aria-label={t('undo')} sx={square} disabled={!document.canUndo} onClick={document.undo}>
                  <Icon name="undo" size={14} />
                </Button>
              </span>
            </Tooltip>
            <Tooltip title={t('redo')}>
              <span>
                <Button aria-label={t('redo')} sx={square} disabled={!document.canRedo} onClick={document.redo}>
                  <Icon name="redo" size={14} />
                </Button>
              </span>
            </Tooltip>
            <Tooltip title={t('history.title')}>
              <Button
                aria-label={t('history.title')}
                sx={{ ...square, width: 'auto', px: 2 }}
                onClick={() => setHistory(true)}
              >
                <Icon name="clock" size={14} />
                <span className="wide">{t('history.short')}</span>
              </Button>
            </Tooltip>
          </div>
        </StepList>
        <FormColumn aria-label={t(`sections.${section}`)}>
          {notices}
          <h1>{t(`sections.${section}`)}</h1>
          <SelectedHostProvider value={selectedHost}>
            <SectionForm section={section} />
          </SelectedHostProvider>
        </FormColumn>
        <CanvasColumn>
          <CanvasHead>
            <h2>{t('topology')}</h2>
            <span className="wide">{diagram('counts', counts)}</span>
            <span style={{ flex: 1 }} />
            {!readOnly && (
              <AddButtons
                plan={plan}
                edit={edit}
                selected={selectedHost}
                onHost={(index) => {
                  selectHost(index);
                  chooseSection('hosts');
                }}
                onService={onOpen}
              />
            )}
            <ModeSwitch onWhatIf={() => whatIf.show(nothingFails)} returned={whatIf.returned} />
          </CanvasHead>
          <Topology
            plan={plan}
            mode={readOnly ? 'read' : 'edit'}
            facts={facts}
            losses={losses}
            selected={selectedHost}
            onSelect={onSelect}
            onOpen={onOpen}
            edit={edit}
            undo={document.undo}
          />
        </CanvasColumn>
      </EditorColumns>
      <SurvivalBar plan={settled} blocked={blocked} busy={leaving} onReview={review}>
        {loseSegment}
      </SurvivalBar>
      {historyAsked && (
        <HistoryPanel
          open={history}
          onClose={() => setHistory(false)}
          planId={planId}
          plan={plan}
          revision={document.revision}
          readOnly={readOnly}
          actions={actions}
          onRestore={(restored) => edit(() => restored)}
        />
      )}
    </EditorProvider>
  );
}

/** The step of the form that says more about a service of the diagram. */
const sectionOf = (slot: ServiceSlot): PlanSection =>
  slot === 'entry.api' || slot === 'entry.application' ? 'entry' : slot;

const square = { width: 28, height: 28, p: 0, fontSize: 12 };

/** The section is in the address, so that a finding's link opens it and a reload stays. */
function useSection(planId: string): [PlanSection, (section: PlanSection) => void] {
  const section = sectionAsked(useSearchParams()) ?? 'hosts';
  const choose = useCallback(
    (next: PlanSection) => {
      if (next !== section) window.history.replaceState(null, '', editorAddress(planId, next));
    },
    [planId, section],
  );
  return [section, choose];
}
