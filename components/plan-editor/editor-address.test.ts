import { expect, it } from 'vitest';
import { planSections } from '@/lib/plan/schema';
import { editorAddress, sectionAsked, whatIfPageAddress } from './editor-address';

it.each(planSections)('opens the editor at %s, as a link to it says', (section) => {
  const { searchParams } = new URL(editorAddress('a-plan', section), 'http://console');
  expect(sectionAsked(searchParams)).toBe(section);
});

it('asks for no step when the address names none, or one that does not exist', () => {
  expect(sectionAsked(new URLSearchParams())).toBeNull();
  expect(sectionAsked(new URLSearchParams('section=moon'))).toBeNull();
});

it('carries what fails beside the step, and to the page for others', () => {
  const failing = [
    ['what-if', 'lost'],
    ['fail', 'domain:Rack B'],
  ] as const;
  const editor = new URL(editorAddress('a-plan', 'storage', failing), 'http://console');
  expect(sectionAsked(editor.searchParams)).toBe('storage');
  expect(editor.searchParams.getAll('fail')).toEqual(['domain:Rack B']);
  const page = new URL(whatIfPageAddress('a-plan', failing), 'http://console');
  expect(page.pathname).toBe('/plans/a-plan/what-if');
  expect([...page.searchParams]).toEqual(failing.map((pair) => [...pair]));
});
