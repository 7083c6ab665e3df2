'use client';
import { createContext, useContext } from 'react';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import type { Finding } from '@/lib/plan/finding';
import type { Plan } from '@/lib/plan/schema';
import type { CredentialView, EditorActions } from './editor-actions';
import type { HostChecks } from './use-host-checks';
import type { EditPlan } from './use-plan-document';

/** What every section of the form works on: one document, what is said about it, and what can be asked of the server. */
export type EditorContextValue = {
  plan: Plan;
  edit: EditPlan;
  findings: Finding[];
  readOnly: boolean;
  actions: EditorActions;
  /** Name of the person at the page. */
  person: string;
  credentials: CredentialView[];
  addCredential: (credential: CredentialView) => void;
  checks: HostChecks;
  bundle: { reading: BundleReading | null; busy: boolean; error: string | null; readAgain: () => void };
  selectHost: (index: number | null) => void;
};

const EditorContext = createContext<EditorContextValue | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditor(): EditorContextValue {
  const value = useContext(EditorContext);
  if (!value) throw new Error('useEditor was called outside of the plan editor');
  return value;
}

/** Place of the selected host. Apart from the rest, so that selecting draws the two rows that it concerns. */
const SelectedHost = createContext<number | null>(null);
export const SelectedHostProvider = SelectedHost.Provider;
export const useSelectedHost = () => useContext(SelectedHost);
