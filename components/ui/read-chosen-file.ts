import type { DocumentError } from '@/lib/plan/document-error';
import { sizeError } from '@/lib/plan/read-yaml';

/** Text of bytes: UTF-8, else GB 18030, in which spreadsheets on Chinese Windows save a CSV. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A file's text; one that is too large is refused by its size, and never read. */
export async function readChosenFile(file: File): Promise<{ text: string } | { error: DocumentError }> {
  const error = sizeError(file.size);
  return error ? { error } : { text: decodeText(new Uint8Array(await file.arrayBuffer())) };
}
