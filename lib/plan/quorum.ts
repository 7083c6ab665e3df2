/** How many of `members` voting etcd members must live for writes: more than half (etcd's FAQ, "failure tolerance"). */
export function quorum(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** How many members may be lost: 3 → 1, 4 → 1, 5 → 2. No member tolerates nothing. */
export function toleratedLosses(members: number): number {
  return members === 0 ? 0 : members - quorum(members);
}
