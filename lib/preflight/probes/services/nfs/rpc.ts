import type { Duplex } from 'node:stream';

/** ONC RPC programs (RFC 5531, 1833, 1813). */
export const programs = { portmapper: 100_000, nfs: 100_003 } as const;

const deadlineMs = 5_000;
const xid = 0x511b_a400;

/** What a server says of a call that does nothing: it has this version, others (from, to), or not this program. */
export type RpcAnswer = 'here' | 'other-version' | 'no-program' | 'refused';

const words = (...numbers: number[]): Buffer => {
  const buffer = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) buffer.writeUInt32BE(number >>> 0, 4 * index);
  return buffer;
};

/** Call `procedure` 0 unless told; AUTH_NONE twice. One fragment, the last (RFC 5531, 11). */
export function rpcCall(program: number, version: number, procedure = 0, parameters: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([words(xid, 0, 2, program, version, procedure, 0, 0, 0, 0), parameters]);
  return Buffer.concat([words(0x8000_0000 + body.length), body]);
}

/** COMPOUND of NFSv4 without an operation: it is answered by servers that have this minor version (RFC 8881, 16.2.3). */
export const emptyCompound = (minor: number): Buffer => words(0, minor, 0);

/** `results` is what the procedure returned, when it was carried out. */
export function rpcReply(reply: Buffer): { answer: RpcAnswer; results: Buffer } {
  const at = (index: number) => reply.readUInt32BE(4 * index);
  // xid, REPLY, MSG_ACCEPTED, verifier (flavor, length), accept_stat
  if (reply.length < 24 || at(0) !== xid || at(1) !== 1) throw new Error('this is no RPC reply');
  if (at(2) !== 0) return { answer: 'refused', results: Buffer.alloc(0) };
  const verifier = Math.ceil(at(4) / 4);
  const status = at(5 + verifier);
  const results = reply.subarray(4 * (6 + verifier));
  const answers: Record<number, RpcAnswer> = { 0: 'here', 1: 'no-program', 2: 'other-version' };
  return { answer: answers[status] ?? 'refused', results };
}

/** One call over a connection that is used up by it. */
export function callRpc(stream: Duplex, call: Buffer, signal: AbortSignal): Promise<ReturnType<typeof rpcReply>> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
  return new Promise<ReturnType<typeof rpcReply>>((resolve, reject) => {
    let parts = Buffer.alloc(0);
    const fail = (error: unknown) => reject(error instanceof Error ? error : new Error(String(error)));
    either.addEventListener('abort', () => fail(either.reason), { once: true });
    stream.on('error', fail);
    stream.on('close', () => fail(new Error('the server closed the connection')));
    stream.on('data', (chunk: Buffer) => {
      parts = Buffer.concat([parts, chunk]);
      if (parts.length < 4) return;
      const length = parts.readUInt32BE(0) & 0x7fff_ffff;
      if (length > 65_536) fail(new Error('this is no RPC reply'));
      if (parts.length < 4 + length) return;
      try {
        resolve(rpcReply(parts.subarray(4, 4 + length)));
      } catch (error) {
        fail(error);
      }
    });
    stream.write(call);
  }).finally(() => stream.destroy());
}
