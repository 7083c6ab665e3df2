'use client';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { Plan } from '@/lib/plan/schema';
import { change, type DocumentHistory, redo, startHistory, undo } from './document-history';
import type { Answer, EditorActions, SaveOutcome } from './editor-actions';

/**
 * saved: the server has what is shown · dirty: waiting for a pause in typing · saving: on its way · conflict: somebody
 * else saved, a person has to choose · failed: the server could not be reached or refused; tried again with the next
 * change or on request.
 */
export type SaveState =
  | { kind: 'saved'; at: number }
  | { kind: 'dirty' | 'saving' }
  | { kind: 'conflict'; theirs: Extract<SaveOutcome, { kind: 'conflict' }> }
  | { kind: 'failed'; code: string };

const pauseMs = 600;

type HistoryMove = { type: 'change'; plan: Plan; field: string; at: number } | { type: 'undo' } | { type: 'redo' };

function move(history: DocumentHistory, action: HistoryMove): DocumentHistory {
  if (action.type === 'undo') return undo(history);
  if (action.type === 'redo') return redo(history);
  return change(history, action.plan, action.field, action.at);
}

type Start = { planId: string; plan: Plan; revision: number; savedAt: number; readOnly: boolean };

/** By plan: what could not be saved when its editor was left. It is there again, unsaved, when that is opened in the same tab. */
const unsent = new Map<string, { plan: Plan; baseRevision: number }>();

/**
 * `onLeft`: the editor was left and all that was typed there is saved. The next page may have been drawn before that, and the editor that
 * a browser's Back shows was.
 */
export function usePlanDocument(start: Start, savePlan: EditorActions['savePlan'], onLeft: () => void) {
  const [history, dispatch] = useReducer(move, start.plan, startHistory);
  const [revision, setRevision] = useState(start.revision);
  const [save, setSave] = useState<SaveState>({ kind: 'saved', at: start.savedAt });
  const stored = useRef(start.plan);
  const inFlight = useRef(false);
  const plan = history.present;
  const latest = useRef(plan);
  latest.current = plan;
  const left = useRef(false);

  const write = useCallback(
    async (baseRevision: number) => {
      if (inFlight.current) return;
      inFlight.current = true;
      const sent = latest.current;
      setSave({ kind: 'saving' });
      const answer = await savePlan({ planId: start.planId, baseRevision, plan: sent }).catch(
        (): Answer<SaveOutcome> => ({ ok: false, error: { code: 'offline' } }),
      );
      inFlight.current = false;
      const saved = answer.ok && answer.data.kind === 'saved' ? answer.data : null;
      if (left.current) {
        if (!saved) unsent.set(start.planId, { plan: latest.current, baseRevision });
        else if (latest.current === sent) onLeft();
        else void write(saved.revision);
      }
      if (!answer.ok) return setSave({ kind: 'failed', code: answer.error.code });
      if (answer.data.kind === 'gone') return setSave({ kind: 'failed', code: 'plan-gone' });
      if (answer.data.kind === 'conflict') return setSave({ kind: 'conflict', theirs: answer.data });
      stored.current = sent;
      setRevision(answer.data.revision);
      setSave(latest.current === sent ? { kind: 'saved', at: answer.data.savedAt } : { kind: 'dirty' });
    },
    [savePlan, start.planId, onLeft],
  );

  // Whoever follows a link before the pause in typing is over has typed it all the same.
  const leave = useRef(() => {});
  leave.current = () => {
    if (start.readOnly) return;
    if (latest.current === stored.current) {
      // Not while React is still taking the page away.
      if (revision !== start.revision) setTimeout(onLeft);
    } else if (save.kind === 'conflict') unsent.set(start.planId, { plan: latest.current, baseRevision: revision });
    else void write(revision);
  };
  useEffect(() => {
    left.current = false;
    const kept = unsent.get(start.planId);
    unsent.delete(start.planId);
    if (kept && !start.readOnly) {
      dispatch({ type: 'change', plan: kept.plan, field: '', at: Date.now() });
      setRevision(kept.baseRevision);
    }
    return () => {
      left.current = true;
      leave.current();
    };
  }, [start.planId, start.readOnly]);

  // A conflict waits for a person: saving on would only conflict again.
  const waits = save.kind === 'conflict' || save.kind === 'saving' || start.readOnly;
  useEffect(() => {
    if (waits || plan === stored.current) return;
    const timer = setTimeout(() => void write(revision), pauseMs);
    return () => clearTimeout(timer);
  }, [plan, revision, waits, write]);

  const unsaved = plan !== stored.current && !start.readOnly;
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);

  const edit = useCallback((next: (plan: Plan) => Plan, field = '') => {
    dispatch({ type: 'change', plan: next(latest.current), field, at: Date.now() });
  }, []);

  return {
    plan,
    revision,
    save: unsaved && save.kind === 'saved' ? ({ kind: 'dirty' } as const) : save,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit,
    undo: useCallback(() => dispatch({ type: 'undo' }), []),
    redo: useCallback(() => dispatch({ type: 'redo' }), []),
    /** Stores what is shown now, without waiting for a pause. */
    saveNow: useCallback(() => write(revision), [write, revision]),
    /** After a conflict: show theirs; ours is one undo away. */
    loadTheirs: useCallback((theirs: Extract<SaveOutcome, { kind: 'conflict' }>) => {
      stored.current = theirs.plan;
      dispatch({ type: 'change', plan: theirs.plan, field: '', at: Date.now() });
      setRevision(theirs.revision);
      setSave({ kind: 'saved', at: theirs.at });
    }, []),
    /** After a conflict: ours becomes the next revision; theirs stays in the history. */
    keepMine: useCallback(
      (theirs: Extract<SaveOutcome, { kind: 'conflict' }>) => {
        setRevision(theirs.revision);
        void write(theirs.revision);
      },
      [write],
    ),
  };
}

export type PlanDocument = ReturnType<typeof usePlanDocument>;
export type EditPlan = PlanDocument['edit'];
