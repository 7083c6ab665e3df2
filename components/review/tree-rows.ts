import type { ReviewBook, ReviewFile, ReviewStep } from '@/components/review/review-book';

/** One visible row of the tree. `key` of a host is its name, of a step its id, of a file its key. */
export type TreeRow =
  | { kind: 'host'; key: string; level: 1; open: boolean; steps: number }
  | { kind: 'step'; key: string; level: 2; open: boolean; step: ReviewStep }
  | { kind: 'file'; key: string; level: 3; step: ReviewStep; file: ReviewFile }
  | { kind: 'upload'; key: string; level: 3; step: ReviewStep; upload: ReviewStep['uploads'][number] };

/** Rows in sight: hosts in the plan's order, below an open one its steps in the runbook's, below those their files. */
export function treeRows(book: ReviewBook, open: ReadonlySet<string>): TreeRow[] {
  return book.hosts.flatMap((host): TreeRow[] => {
    const steps = book.steps.filter((step) => step.host === host);
    const shown = open.has(host);
    const row: TreeRow = { kind: 'host', key: host, level: 1, open: shown, steps: steps.length };
    return shown ? [row, ...steps.flatMap((step) => stepRows(step, open))] : [row];
  });
}

function stepRows(step: ReviewStep, open: ReadonlySet<string>): TreeRow[] {
  const shown = open.has(step.id);
  const row: TreeRow = { kind: 'step', key: step.id, level: 2, open: shown, step };
  if (!shown) return [row];
  return [
    row,
    ...step.uploads.map(
      (upload): TreeRow => ({ kind: 'upload', key: `${step.id} upload ${upload.path}`, level: 3, step, upload }),
    ),
    ...step.files.map((file): TreeRow => ({ kind: 'file', key: file.key, level: 3, step, file })),
  ];
}

/** Key of the row above in the tree's sense: the step of a file, the host of a step; null for a host. */
function parentKey(row: TreeRow): string | null {
  if (row.kind === 'host') return null;
  return row.kind === 'step' ? row.step.host : row.step.id;
}

export type TreeMove = { kind: 'focus'; key: string | null } | { kind: 'open'; open: boolean } | { kind: 'press' };

/** What a key does on a row (the tree pattern of the ARIA practices); null for a key that is none of the tree's. */
export function treeMove(key: string, rows: TreeRow[], index: number): TreeMove | null {
  const row = rows[index];
  if (!row) return null;
  const open = row.kind === 'host' || row.kind === 'step' ? row.open : null;
  const to = (target: TreeRow | undefined): TreeMove => ({ kind: 'focus', key: target?.key ?? null });
  switch (key) {
    case 'ArrowDown':
      return to(rows[index + 1]);
    case 'ArrowUp':
      return to(rows[index - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      if (open === null) return null;
      return open ? to(rows[index + 1]) : { kind: 'open', open: true };
    case 'ArrowLeft':
      return open ? { kind: 'open', open: false } : { kind: 'focus', key: parentKey(row) };
    case 'Enter':
    case ' ':
      return { kind: 'press' };
    default:
      return null;
  }
}
