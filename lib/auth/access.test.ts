import { describe, expect, it } from 'vitest';
import { actions, events, pages, routes } from './access';
import { findDoors } from './doors';

const doors = findDoors(process.cwd());

describe('the access table', () => {
  it('has every page, with the permission that the page asks for', () => {
    expect(doors.pages).toEqual(pages);
  });

  it('has every route handler, with the permission that the handler asks for', () => {
    expect(doors.routes).toEqual(routes);
  });

  it('has every server action, with the permission that the action asks for', () => {
    expect(doors.actions).toEqual(actions);
  });

  it('has every event that a browser may send', () => {
    expect(doors.events.toSorted()).toEqual(Object.keys(events).toSorted());
  });

  it('leaves open only what has to be reached before signing in', () => {
    const all: Record<string, string> = { ...pages, ...routes, ...actions, ...events };
    const open = Object.entries(all).filter(([, needed]) => needed === 'public');
    expect(open.map(([door]) => door)).toEqual([
      '/sign-in',
      '/welcome',
      'GET /api/auth/[...all]',
      'POST /api/auth/[...all]',
      'GET /api/health',
      'app/(auth)/actions.ts#createOwnerAccount',
      'app/(auth)/actions.ts#setLanguage',
    ]);
  });
});
