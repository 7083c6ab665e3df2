import type { ComponentId, HolderId, Requirement } from '../requirement';
import type { RuleId } from '../rules';

/** A requirement on living hosts; unmet means down, and hosts that are gone for good have to be replaced. */
export function require(
  rule: RuleId,
  component: ComponentId,
  holders: HolderId[],
  need: number,
  more: Partial<Requirement> = {},
): Requirement {
  return {
    rule,
    component,
    // A host that is its own copy is one holder.
    holders: [...new Set(holders)],
    need,
    unmet: 'down',
    counts: 'host',
    spare: { kind: 'none' },
    rebuild: 'replace-host',
    ...more,
  };
}

/** A requirement on disks: unmet means that data is lost, and only a backup brings it back. */
export function requireDisk(
  rule: RuleId,
  component: ComponentId,
  holders: HolderId[],
  need: number,
  more: Partial<Requirement> = {},
): Requirement {
  return require(rule, component, holders, need, {
    unmet: 'data-lost',
    counts: 'disk',
    rebuild: 'restore-backup',
    ...more,
  });
}
