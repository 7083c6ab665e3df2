import { expect, it } from 'vitest';
import { planSections } from '@/lib/plan/schema';
import { editorAddress, sectionAsked } from './editor-address';

it.each(planSections)('opens the editor at %s, as a link to it says', (section) => {
  const { searchParams } = new URL(editorAddress('a-plan', section), 'http://console');
  expect(sectionAsked(searchParams)).toBe(section);
});

it('asks for no step when the address names none, or one that does not exist', () => {
  expect(sectionAsked(new URLSearchParams())).toBeNull();
  expect(sectionAsked(new URLSearchParams('section=moon'))).toBeNull();
});
