import type { ExportedFile } from '@/lib/runbook/export-shell';
import { tar } from './tar';

export const exportFormats = ['shell', 'kubeadm', 'yaml', 'roi', 'ansible', 'facts'] as const;

const types: Record<string, string> = { yaml: 'application/yaml', json: 'application/json', ini: 'text/plain' };

/** A text as a file to keep. A draft's name may be anything: only what is safe in a header and a path stays of it. */
export function attachment(plan: string, suffix: string, text: string): Response {
  const name = plan.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+|-+$/g, '') || 'plan';
  const type = types[suffix.split('.').at(-1) ?? ''] ?? 'text/plain';
  return new Response(text, { headers: headers(`${type}; charset=utf-8`, `${name}.${suffix}`) });
}

/** Files in a tar with one folder; scripts may be run. @param folder safe in a path and a header, as a compiled plan's name is */
export function archive(folder: string, files: ExportedFile[], modified: Date): Response {
  const entries = files.map(({ path, content }) => ({
    path: `${folder}/${path}`,
    content,
    mode: path.endsWith('.sh') ? 0o755 : 0o644,
  }));
  const body = tar(entries, Math.floor(modified.getTime() / 1000));
  return new Response(body, { headers: headers('application/x-tar', `${folder}.tar`) });
}

function headers(type: string, filename: string): Record<string, string> {
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="${filename}"`,
    'cache-control': 'no-store',
  };
}
