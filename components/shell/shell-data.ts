import type { Language } from '@/lib/i18n/languages';

/** What the bar knows of the person who is signed in. */
export type Person = { name: string; email: string; role: string };

/** What the bar knows of a plan: for the switcher, the palette and the lifecycle. */
export type PlanEntry = {
  id: string;
  name: string;
  lastRun: { id: string; number: number; state: string } | null;
  /** An install of it has succeeded: there is a cluster to look at. */
  installed: boolean;
};

export type ShellData = {
  person: Person;
  plans: PlanEntry[];
  language: Language;
  signOut: () => Promise<unknown>;
  setLanguage: (language: Language) => Promise<unknown>;
};

/** Pages of the bar. Settings hold credentials, which a viewer may not see: no link to a closed door. */
export function pagesFor(role: string): ('plans' | 'runs' | 'settings')[] {
  return role === 'viewer' ? ['plans', 'runs'] : ['plans', 'runs', 'settings'];
}

/** The plan that an address is about; undefined on pages that are about none. */
export function planOfPath(path: string, plans: PlanEntry[]): PlanEntry | undefined {
  const [first, second] = path.split('/').filter(Boolean);
  return first === 'plans' ? plans.find((plan) => plan.id === second) : undefined;
}

export type Stage = 'plan' | 'preflight' | 'review' | 'run' | 'cluster';

export function stageOfPath(path: string): Stage {
  const [, , third] = path.split('/').filter(Boolean);
  if (third === 'runs') return 'run';
  return third === 'review' || third === 'preflight' || third === 'cluster' ? third : 'plan';
}
