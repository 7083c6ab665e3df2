import type { Duplex } from 'node:stream';
import { callRpc, emptyCompound, programs, rpcCall } from './rpc';

export const nfsPort = 2049;
export const rpcbindPort = 111;

/** NFS4ERR_MINOR_VERS_MISMATCH (RFC 8881, 15.1). */
const minorMismatch = 10_021;

export type NfsVersion = '3' | '4' | '4.1' | '4.2';
export const nfsVersions: NfsVersion[] = ['3', '4', '4.1', '4.2'];

/** The versions that a server has, each asked over a connection of its own with a call that does nothing. */
export async function versionsOf(open: () => Promise<Duplex>, signal: AbortSignal): Promise<NfsVersion[]> {
  const has = async (version: NfsVersion): Promise<boolean> => {
    const [major, minor] = version.split('.').map(Number);
    if (major === 3) return (await callRpc(await open(), rpcCall(programs.nfs, 3), signal)).answer === 'here';
    const compound = rpcCall(programs.nfs, 4, 1, emptyCompound(minor ?? 0));
    const { answer, results } = await callRpc(await open(), compound, signal);
    return answer === 'here' && results.length >= 4 && results.readUInt32BE(0) !== minorMismatch;
  };
  const found = await Promise.all(nfsVersions.map(has));
  return nfsVersions.filter((_, index) => found[index]);
}
