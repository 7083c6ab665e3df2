import { saveFile } from './save-file';

/** Keeps what an address answers with as a file; returns the code of a refusal, null when there was none. */
export async function download(address: string): Promise<string | null> {
  const response = await fetch(address).catch(() => null);
  if (!response) return 'offline';
  if (!response.ok) {
    const { error } = (await response.json().catch(() => ({}))) as { error?: string };
    return error ?? 'unexpected';
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  saveFile(name ?? 'plan', await response.blob());
  return null;
}
