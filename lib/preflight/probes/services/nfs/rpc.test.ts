import { expect, test } from 'vitest';
import { emptyCompound, programs, rpcCall, rpcReply } from './rpc';

const reply = (...words: number[]): Buffer => {
  const buffer = Buffer.alloc(4 * words.length);
  for (const [index, word] of words.entries()) buffer.writeUInt32BE(word, 4 * index);
  return buffer;
};
const xid = rpcCall(programs.nfs, 3).readUInt32BE(4);

test('nfs.versions: a call is one last fragment with its own length', () => {
  const call = rpcCall(programs.nfs, 4, 1, emptyCompound(1));
  expect(call.readUInt32BE(0)).toBe(0x8000_0000 + call.length - 4);
  expect([2, 3, 4, 5, 6].map((index) => call.readUInt32BE(4 * index))).toEqual([0, 2, 100_003, 4, 1]);
  expect(call.subarray(-12)).toEqual(reply(0, 1, 0));
});

test.each([
  [0, 'here'],
  [1, 'no-program'],
  [2, 'other-version'],
  [4, 'refused'],
] as const)('nfs.versions: accept status %i means %s', (status, answer) => {
  expect(rpcReply(reply(xid, 1, 0, 0, 0, status, 7))).toEqual({ answer, results: reply(7) });
});

test('nfs.versions: a verifier before the status is skipped, and a denied call refused', () => {
  expect(rpcReply(reply(xid, 1, 0, 1, 8, 0, 0, 0, 9))).toEqual({ answer: 'here', results: reply(9) });
  expect(rpcReply(reply(xid, 1, 1, 0, 0, 0)).answer).toBe('refused');
});

test('nfs.versions: what answers something else is no NFS server', () => {
  expect(() => rpcReply(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toThrow('no RPC reply');
});
