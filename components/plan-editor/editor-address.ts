import { type PlanSection, planSections } from '@/lib/plan/schema';

const parameter = 'section';

/** Where the editor shows one of its steps; `sectionAsked` reads it back. */
export function editorAddress(planId: string, section: PlanSection): string {
  return `/plans/${planId}?${parameter}=${section}`;
}

/** The step that an address asks for; null when it names none that exists. */
export function sectionAsked(search: { get(name: string): string | null }): PlanSection | null {
  const asked = search.get(parameter);
  return planSections.find((section) => section === asked) ?? null;
}
