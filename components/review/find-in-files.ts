import type { ReviewBook } from '@/components/review/review-book';

/** One file in which a text was found. */
export type FoundFile = {
  step: string;
  host: string;
  file: string;
  /** 1-based lines that contain it. */
  lines: number[];
  /** The first of them, trimmed. */
  excerpt: string;
};

/** Files whose path or text contains the words, without regard to case, in the order of the runbook. */
export function findInFiles(book: ReviewBook, needle: string): FoundFile[] {
  const wanted = needle.trim().toLowerCase();
  if (wanted === '') return [];
  const searched = new Map<number, Pick<FoundFile, 'lines' | 'excerpt'>>();
  const search = (place: number) => {
    const known = searched.get(place);
    if (known) return known;
    const lines: number[] = [];
    let excerpt = '';
    for (const [index, line] of (book.texts[place] ?? '').split('\n').entries()) {
      if (!line.toLowerCase().includes(wanted)) continue;
      if (lines.length === 0) excerpt = line.trim().slice(0, 160);
      lines.push(index + 1);
    }
    const found = { lines, excerpt };
    searched.set(place, found);
    return found;
  };
  return book.steps.flatMap((step) =>
    step.files.flatMap((file) => {
      const found = search(file.text);
      const named = file.kind === 'file' && file.path.toLowerCase().includes(wanted);
      return found.lines.length > 0 || named ? [{ step: step.id, host: step.host, file: file.key, ...found }] : [];
    }),
  );
}
