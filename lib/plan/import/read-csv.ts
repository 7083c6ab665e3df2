import type { DocumentError } from '../document-error';
import type { Place } from '../read-yaml';

export type Cell = Place & { text: string };

/** Rows of a CSV (RFC 4180), separated by whichever of comma, semicolon and tab the first line has most of; empty rows are left out. */
export function readCsv(text: string): { rows: Cell[][]; errors: DocumentError[] } {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source.split('\n', 1)[0] ?? '');
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let [line, lineStart, at] = [1, 0, 0];
  const endRow = () => {
    if (row.some(({ text: content }) => content !== '')) rows.push(row);
    row = [];
  };
  while (at < source.length) {
    const cell: Cell = { line, column: at - lineStart + 1, text: '' };
    let content = '';
    if (source[at] === '"') {
      at += 1;
      for (;;) {
        const close = source.indexOf('"', at);
        if (close < 0) {
          const place = { line: cell.line, column: cell.column };
          return { rows, errors: [{ code: 'quoteOpen', ...place, path: '', found: '', needed: '' }] };
        }
        content += source.slice(at, close);
        at = close + 1;
        if (source[at] !== '"') break;
        content += '"';
        at += 1;
      }
      const breaks = source.slice(lineStart, at).split('\n');
      if (breaks.length > 1) {
        line += breaks.length - 1;
        lineStart = at - (breaks.at(-1)?.length ?? 0);
      }
    }
    while (at < source.length && source[at] !== separator && source[at] !== '\n') {
      content += source[at];
      at += 1;
    }
    row.push({ ...cell, text: content.trim() });
    if (source[at] === separator) {
      at += 1;
      if (at === source.length || source[at] === '\n') row.push({ line, column: at - lineStart + 1, text: '' });
    }
    if (source[at] === '\n') {
      endRow();
      at += 1;
      line += 1;
      lineStart = at;
    }
  }
  endRow();
  return { rows, errors: [] };
}

function separatorOf(line: string): string {
  const count = (separator: string) => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
