import { type PlanSection, planSections } from '@/lib/plan/schema';

const parameter = 'section';

type Parameters = readonly (readonly [string, string])[];

/**
 * Where the editor shows one of its steps; `sectionAsked` reads it back.
 *
 * @param whatIf what fails there (`components/what-if/failing-address.ts`); the step is the one to come back to
 */
export function editorAddress(planId: string, section: PlanSection, whatIf: Parameters = []): string {
  return `/plans/${planId}?${queryOf([[parameter, section], ...whatIf])}`;
}

/** The page that shows the result of a failure to others, on screen and on paper. */
export function whatIfPageAddress(planId: string, whatIf: Parameters): string {
  return `/plans/${planId}/what-if?${queryOf(whatIf)}`;
}

/** The step that an address asks for; null when it names none that exists. */
export function sectionAsked(search: { get(name: string): string | null }): PlanSection | null {
  const asked = search.get(parameter);
  return planSections.find((section) => section === asked) ?? null;
}

const queryOf = (parameters: Parameters): string =>
  new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString();
