export const permissions = [
  'plan:read',
  'plan:write',
  'host:connect',
  'credential:read',
  'credential:write',
  'run:read',
  'run:start',
  'kubeconfig:read',
  'people:write',
  'audit:read',
] as const;
export type Permission = (typeof permissions)[number];

/** `signed-in`: any account. */
export type Requirement = Permission | 'signed-in';

export const roles = ['owner', 'operator', 'viewer'] as const;
export type AccountRole = (typeof roles)[number];

/** What each role may do. A kubeconfig is root on the cluster, so reading one is not a viewer's. */
const granted: Record<AccountRole, readonly Permission[]> = {
  owner: permissions,
  operator: [
    'plan:read',
    'plan:write',
    'host:connect',
    'credential:read',
    'credential:write',
    'run:read',
    'run:start',
    'kubeconfig:read',
  ],
  viewer: ['plan:read', 'run:read'],
};

export type SessionUser = { id: string; name: string; email: string; role: AccountRole };

export function allowed(user: Pick<SessionUser, 'role'>, needed: Requirement): boolean {
  return needed === 'signed-in' || granted[user.role].includes(needed);
}

/** A role that this version doesn't know is the least one. */
export function roleOf(text: string): AccountRole {
  return roles.find((role) => role === text) ?? 'viewer';
}
