import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import mysql2 from 'mysql2';
import { fillCluster } from '../lib/cluster/testing';
import { type TestHost, testHost } from '../lib/hosts/testing';
import { FakeApi } from '../lib/kubernetes/fake-api';
import { samplePlan, withRainbond } from '../lib/plan/samples';
import { internalAddressOf, type Plan } from '../lib/plan/schema';

/**
 * A cluster that isn't there: three SSH servers on loopback whose forwarding leads to a fake API server, an entry, a
 * registry and a MySQL that says yes. Addresses of the plan are of TEST-NET-2 (RFC 5737), which nobody has.
 */
export type FakeCluster = {
  plan: Plan;
  api: FakeApi;
  hosts: TestHost[];
  /** Ports of the entry where nobody answers. */
  shut: Set<number>;
  close: () => Promise<void>;
};

const net = '198.51.100';
/** Multicast: TCP to it never leaves the kernel, so that no network, not even one that answers for every address, is an entry. */
const entryAddress = '224.0.0.101';
export const password = 'hunter2-never-shown';
const etcdMembers = JSON.stringify({
  members: [11, 12, 13].map((last) => ({
    ID: `${last}`,
    name: `node-${last - 10}`,
    peerURLs: [`https://${net}.${last}:2380`],
  })),
});

/** Answers as etcd's JSON gateway does. */
const curl = `#!/bin/bash
case "$*" in
  *member/list*) printf '%s' '${etcdMembers}' ;;
  *maintenance/status*) printf '%s' '{"leader":"11"}' ;;
esac`;
const ss = '#!/bin/bash\necho "cubic rtt:0.84/0.02 ato:40"';

export async function fakeCluster(rainbond = true): Promise<FakeCluster> {
  const plan = samplePlan((each) => {
    if (rainbond) withRainbond(each);
    each.hosts.forEach((host, index) => {
      host.address = '127.0.0.1';
      host.internalAddress = `${net}.${11 + index}`;
    });
    if (each.entry.api.kind === 'keepalived') each.entry.api.address = `${net}.100`;
    if (each.entry.application.kind !== 'none') each.entry.application.address = entryAddress;
    if (each.registry.kind === 'external') Object.assign(each.registry, { address: `${net}.52:5000`, scheme: 'http' });
    if (each.database.kind === 'external') Object.assign(each.database, { host: `${net}.50`, user: 'rainbond' });
    if (each.storage.kind === 'external-nfs') each.storage.server = `${net}.53`;
  });
  const api = await FakeApi.open();
  fillCluster(api, plan);
  const shut = new Set<number>();
  const entry = await listening(
    createServer((socket) =>
      socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 404 Not Found\r\n\r\n')),
    ),
  );
  const registry = await listening(createHttp((_, response) => response.writeHead(401).end()));
  const mysql = await fakeMysql();
  const places: Record<string, number> = { [`${net}.52:5000`]: portOf(registry), [`${net}.50:3306`]: mysql.port };
  const forwarding = ({ address, port }: { address: string; port: number }) => {
    const known = places[`${address}:${port}`];
    if (known) return local(known);
    if (port === 6443) return local(api.port);
    if (address === entryAddress && !shut.has(port)) return local(portOf(entry));
    return port === 2049 ? local(portOf(entry)) : null;
  };
  const hosts = await Promise.all(plan.hosts.map(() => testHost({ password, forwarding, programs: { curl, ss } })));
  plan.hosts.forEach((host, index) => {
    host.ssh.port = hosts[index]?.port ?? 0;
    host.ssh.user = 'root';
    host.ssh.credential = '';
  });
  return {
    plan,
    api,
    hosts,
    shut,
    close: async () => {
      await Promise.all(hosts.map((host) => host.close()));
      api.close();
      for (const server of [entry, registry]) server.close();
      mysql.close();
    },
  };
}

/** Addresses by which the plan's hosts know each other. */
export const addressesOf = (plan: Plan): string[] => plan.hosts.map(internalAddressOf);

const local = (port: number) => ({ address: '127.0.0.1', port });
const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function listening<T extends Server>(server: T): Promise<T> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

/** Lets everybody in, and isn't read-only. */
async function fakeMysql(): Promise<{ port: number; close: () => void }> {
  // biome-ignore lint/suspicious/noExplicitAny: mysql2 has no types for its server side
  const server = (mysql2 as any).createServer();
  let id = 0;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  server.on('connection', (connection: any) => {
    connection.serverHandshake({
      ...{ protocolVersion: 10, serverVersion: '8.0.36', connectionId: ++id, statusFlags: 2, characterSet: 45 },
      capabilityFlags: 0xffffff & ~0x800 & ~0x20,
      authCallback: (_given: unknown, done: (error: null) => void) => done(null),
    });
    connection.on('error', () => {});
    connection.on('query', () => {
      // Each command begins anew.
      connection.sequenceId = 1;
      const column = { catalog: 'def', schema: '', table: '', orgTable: '', orgName: 'readOnly', characterSet: 63 };
      connection.writeTextResult(
        [{ readOnly: '0' }],
        [{ ...column, name: 'readOnly', columnLength: 1, columnType: 8, flags: 0, decimals: 0 }],
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server._server.once('listening', resolve));
  return { port: server._server.address().port, close: () => server.close() };
}
