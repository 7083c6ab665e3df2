import type { Language } from '@/lib/i18n/languages';

/** What the bar knows of the person who is signed in. */
export type Person = { name: string; email: string; role: string };

/** What the bar knows of a plan: for the switcher, the palette and the lifecycle. */
export type PlanEntry = {
  id: string;
  name: string;
  lastRun: { id: string; number: number; state: string } | null;
};

export type ShellData = {
  person: Person;
  plans: PlanEntry[];
  language: Language;
  signOut: () => Promise<unknown>;
  setLanguage: (language: Language) => Promise<unknown>;
};

/** The plan that an address is about; undefined on pages that are about none. */
export function planOfPath(path: string, plans: PlanEntry[]): PlanEntry | undefined {
  const [first, second] = path.split('/').filter(Boolean);
  if (first === 'plans') return plans.find((plan) => plan.id === second);
  if (first === 'runs') return plans.find((plan) => plan.lastRun?.id === second);
  return undefined;
}

export type Stage = 'plan' | 'review' | 'run';

export function stageOfPath(path: string): Stage {
  const [first, , third] = path.split('/').filter(Boolean);
  if (first === 'runs' || third === 'runs') return 'run';
  return third === 'review' ? 'review' : 'plan';
}
