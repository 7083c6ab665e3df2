'use client';
import { createContext, type ReactNode, useContext } from 'react';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import type { Finding } from '@/lib/plan/finding';
import type { Plan } from '@/lib/plan/schema';
import type { CredentialView, EditorActions } from './editor-actions';
import type { HostChecks } from './use-host-checks';
import type { EditPlan } from './use-plan-document';

/** What every section of the form works with: how the document is changed, what is said about it, and what can be asked of the server. */
export type EditorContextValue = {
  edit: EditPlan;
  findings: Finding[];
  readOnly: boolean;
  actions: EditorActions;
  /** Name of the person at the page. */
  person: string;
  credentials: CredentialView[];
  addCredential: (credential: CredentialView) => void;
  checks: HostChecks;
  /** Where a range of addresses is looked through for SSH servers. */
  scanHostsUrl: string;
  bundle: { reading: BundleReading | null; busy: boolean; error: string | null; readAgain: () => void };
  selectHost: (index: number | null) => void;
};

const EditorContext = createContext<EditorContextValue | null>(null);
const PlanContext = createContext<Plan | null>(null);

type EditorProviderProps = { plan: Plan; value: EditorContextValue; children: ReactNode };

/** The document is apart from the rest: a key press in one host's field draws that host's row, and not all rows in view. */
export function EditorProvider({ plan, value, children }: EditorProviderProps) {
  return (
    <EditorContext.Provider value={value}>
      <PlanContext.Provider value={plan}>{children}</PlanContext.Provider>
    </EditorContext.Provider>
  );
}

export function useEditor(): EditorContextValue {
  const value = useContext(EditorContext);
  if (!value) throw new Error('useEditor was called outside of the plan editor');
  return value;
}

/** The document. Who asks for it is drawn again at every key press. */
export function usePlan(): Plan {
  const plan = useContext(PlanContext);
  if (!plan) throw new Error('usePlan was called outside of the plan editor');
  return plan;
}

/** Place of the selected host. Apart from the rest, so that selecting draws the two rows that it concerns. */
const SelectedHost = createContext<number | null>(null);
export const SelectedHostProvider = SelectedHost.Provider;
export const useSelectedHost = () => useContext(SelectedHost);
