import path from 'node:path';
import { cleanDetached, followDetached, startDetached, stopDetached } from '@/lib/hosts/detached';
import { HostError } from '@/lib/hosts/error';
import { HostPool } from '@/lib/hosts/pool';
import { targetOf } from '@/lib/hosts/target-of';
import { upload as uploadFile } from '@/lib/hosts/upload';
import { uploadMany } from '@/lib/hosts/upload-many';
import { migratePlan } from '@/lib/plan/migrate-plan';
import type { Upload } from '@/lib/runbook/runbook';
import { pool } from '@/lib/store/pool';
import { HostFailure, type OpenHosts } from './hosts-port';

/** The hosts of a run's plan revision, over SSH. Connections are made when first wanted, and shared by all steps. */
export const openSshHosts: OpenHosts = async ({ planId, planRevision }) => {
  const { rows } = await pool().query<{ document: unknown }>(
    'SELECT document FROM plan_revision WHERE plan_id = $1 AND number = $2',
    [planId, planRevision],
  );
  const plan = migratePlan(rows[0]?.document);
  const hosts = new HostPool({
    targetOf: (name) => {
      const host = plan.hosts.find((each) => each.name === name);
      if (!host) throw new HostError('name-not-found', { host: name });
      return targetOf(host);
    },
  });
  // Connecting again and again is the engine's patience, which says so in the log: the pool itself tries once.
  const use = <T>(host: string, signal: AbortSignal | undefined, work: Parameters<typeof hosts.use<T>>[1]) =>
    translated(() => hosts.use(host, work, { signal, connectWithinMs: 0 }));

  return {
    script: async (host, script, { deadlineMs, signal, onOutput }) => {
      try {
        const end = await use(host, signal, (connection) =>
          connection.run(script, { deadlineMs, signal, onStdout: onOutput, onStderr: onOutput }),
        );
        // A script that a signal ended (out of memory, a shutdown) has answered nothing.
        return { kind: 'exited', exitCode: end.exitCode ?? -1, stdout: end.stdout, stderr: end.stderr };
      } catch (error) {
        if (error instanceof HostFailure && error.code === 'deadline') return { kind: 'deadline' };
        throw error;
      }
    },
    upload: async (host, uploads, { folder, onFile, onProgress, signal }) => {
      const optionsOf = (upload: Upload) => ({
        source: path.join(folder, upload.artifact),
        size: upload.sizeBytes,
        path: upload.path,
        sha256: upload.sha256,
        mode: '0644',
      });
      const packed = uploads.filter((upload) => !upload.decompress);
      const unpacked = uploads.filter((upload) => upload.decompress);
      await use(host, signal, async (connection) => {
        if (packed.length > 0)
          await uploadMany(connection, packed.map(optionsOf), {
            onFile: (index) => packed[index] && onFile(packed[index]),
            onProgress,
            signal,
          });
        let before = packed.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
        for (const upload of unpacked) {
          const from = before;
          onFile(upload);
          await uploadFile(connection, {
            ...optionsOf(upload),
            decompress: 'zstd',
            onProgress: (bytes) => onProgress(from + bytes),
            signal,
          });
          before += upload.sizeBytes;
        }
      });
    },
    startAct: (host, ref, start, signal) => use(host, signal, (connection) => startDetached(connection, ref, start)),
    followAct: (host, ref, options) =>
      use(host, options.signal, (connection) => followDetached(connection, ref, options)),
    stopAct: (host, ref, by, signal) => use(host, signal, (connection) => stopDetached(connection, ref, by)),
    clean: (host, runId, signal) => use(host, signal, (connection) => cleanDetached(connection, runId)),
    forward: (host, address, port) => use(host, undefined, (connection) => connection.forward(address, port)),
    close: () => hosts.close(),
  };
};

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const found = error.stderr.trim() || error.message;
    throw new HostFailure(error.code, error.retryable, found, error);
  }
}
