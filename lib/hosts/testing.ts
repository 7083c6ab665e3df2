import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type AuthContext, type Connection } from 'ssh2';
import { testKeyPair } from '@/lib/store/testing-keys';
import type { HostTarget, PinnedKey } from './target';

// Playwright's loader finds no names in a CommonJS module.
const { Server, utils } = ssh2;

/** A sudo that remembers its user unless it is told not to (-k), and asks like the real one. */
const fakeSudo = `#!/bin/bash
forget= ask= stdin= prompt='Password: '
while :; do case $1 in
  -k) forget=1 ;; -n) ask=never ;; -S) stdin=1 ;; -p) prompt=$2; shift ;; --) shift; break ;; -*) ;; *) break ;;
esac; shift; done
export FAKE_UID=0
case $FAKE_SUDO in
  none-needed) exec "$@" ;;
  unread) [ "$ask" = never ] && exit 1; exec "$@" ;;
  *) [ -n "$forget" ] || exec "$@"
     [ "$ask" = never ] && exit 1
     for try in 1 2 3; do
       printf %s "$prompt" >&2
       IFS= read -r given || exit 1
       [ "$given" = "$FAKE_PASSWORD" ] || continue
       [ "$FAKE_SUDO" = denied ] && { echo "not in the sudoers file" >&2; exit 1; }
       exec "$@"
     done
     exit 1 ;;
esac`;

export type TestHostOptions = {
  password?: string;
  /** Text of a public key that is let in. */
  publicKey?: string;
  /** The password is only taken as an answer to a prompt, as many PAM servers do. */
  keyboardInteractive?: boolean;
  /** absent: the login is root. */
  sudo?: 'none-needed' | 'password' | 'denied' | 'unread' | 'missing';
  sudoPassword?: string;
  /** What a login's .bashrc prints before anything else. */
  noise?: string;
  hostKeys?: string[];
  /**
   * Forwards connections, as a bastion does; without it they are prohibited. A function says where a connection really
   * goes, and null that nobody answers there.
   */
  forwarding?: boolean | ((to: { address: string; port: number }) => { address: string; port: number } | null);
  /** Programs that stand before the machine's own, by name: the text of each. */
  programs?: Record<string, string>;
  /** MaxSessions of each connection. */
  mostSessions?: number;
  /** So many connections are dropped before anybody could sign in, as MaxStartups does. */
  drops?: number;
  /** Answers every command instead of a shell. */
  instead?: (command: string) => { stdout?: string; stderr?: string; exitCode: number };
  /** Ways that the server says it takes. */
  offers?: ('password' | 'publickey' | 'keyboard-interactive')[];
};

export type TestHost = {
  port: number;
  pinned: PinnedKey;
  hostKey: string;
  /** Ways of logging in that were tried, in order. */
  tried: string[];
  /** Connections that were made, those dropped included. */
  connections: () => number;
  target: (more?: Partial<HostTarget>) => HostTarget;
  /** Cuts every connection. */
  drop: () => void;
  close: () => Promise<void>;
};

const socketOf = (connection: Connection) => (connection as unknown as { _sock: Socket })._sock;

/** ssh2 now and then writes an Ed25519 key that its own parser calls malformed. */
function readableKey(): string {
  for (;;) {
    const key = testKeyPair().private;
    if (!(utils.parseKey(key) instanceof Error)) return key;
  }
}

/** An SSH server on loopback that speaks the real protocol and runs commands in the real bash. */
export async function testHost(options: TestHostOptions = {}): Promise<TestHost> {
  const bin = mkdtempSync(join(tmpdir(), 'slipway-bin-'));
  const program = (name: string, text: string) => {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  };
  program('id', '#!/bin/bash\necho "$FAKE_UID"\n');
  if (options.sudo && options.sudo !== 'missing') program('sudo', fakeSudo);
  for (const [name, text] of Object.entries(options.programs ?? {})) program(name, text);
  const hostKeys = options.hostKeys ?? [readableKey()];
  const tried: string[] = [];
  const open = new Set<Connection>();
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    FAKE_UID: options.sudo ? '1000' : '0',
    FAKE_SUDO: options.sudo ?? '',
    FAKE_PASSWORD: options.sudoPassword ?? '',
  };
  const admit = (context: AuthContext) => {
    tried.push(context.method);
    const { password } = options;
    if (context.method === 'password' && password !== undefined && !options.keyboardInteractive) {
      return context.password === password ? context.accept() : context.reject(['password']);
    }
    if (context.method === 'keyboard-interactive' && options.keyboardInteractive) {
      return context.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
        answers[0] === password ? context.accept() : context.reject(['keyboard-interactive']),
      );
    }
    if (context.method === 'publickey' && options.publicKey) {
      const known = utils.parseKey(options.publicKey);
      if (known instanceof Error) throw known;
      const same = context.key.data.equals(known.getPublicSSH());
      const signed =
        !context.signature || known.verify(context.blob ?? Buffer.alloc(0), context.signature, context.hashAlgo);
      return same && signed ? context.accept() : context.reject(['publickey']);
    }
    return context.reject(
      options.offers ??
        (options.keyboardInteractive ? ['publickey', 'keyboard-interactive'] : ['password', 'publickey']),
    );
  };
  let made = 0;
  const server = new Server({ hostKeys }, (connection) => {
    made++;
    if (made <= (options.drops ?? 0)) {
      socketOf(connection).destroy();
      return;
    }
    let sessions = 0;
    open.add(connection);
    connection.on('close', () => open.delete(connection));
    connection.on('error', () => {});
    connection.on('authentication', admit);
    const { forwarding } = options;
    if (forwarding) {
      connection.on('tcpip', (accept, reject, { destIP, destPort }) => {
        const asked = { address: destIP, port: destPort };
        const to = forwarding === true ? asked : forwarding(asked);
        if (!to) return reject();
        const socket = connectSocket(to.port, to.address);
        socket.once('error', () => reject());
        socket.once('connect', () => {
          const channel = accept();
          channel.on('error', () => {});
          socket.on('error', () => {}).pipe(channel);
          channel.pipe(socket);
          channel.on('close', () => socket.destroy());
          socket.on('close', () => channel.end());
        });
      });
    }
    connection.on('session', (accept, reject) => {
      if (sessions >= (options.mostSessions ?? Number.POSITIVE_INFINITY)) return reject();
      sessions++;
      const session = accept();
      session.on('close', () => sessions--);
      session.on('exec', (acceptExec, _reject, info) => {
        const channel = acceptExec();
        if (options.instead) {
          const { stdout = '', stderr = '', exitCode } = options.instead(info.command);
          channel.write(stdout);
          channel.stderr.write(stderr);
          channel.exit(exitCode);
          channel.end();
          return;
        }
        if (options.noise) channel.write(options.noise);
        // The loader sets PATH itself: the fakes go first there too.
        const command = info.command.replace('PATH=/usr/local/sbin', `PATH=${bin}:/usr/local/sbin`);
        const child = spawn('bash', ['-c', command], { env });
        channel.pipe(child.stdin).on('error', () => {});
        child.stdout.pipe(channel, { end: false });
        child.stderr.pipe(channel.stderr, { end: false });
        child.on('close', (code, signal) => {
          if (code === null) channel.exit((signal ?? 'TERM').replace(/^SIG/, ''));
          else channel.exit(code);
          channel.end();
        });
        channel.on('close', () => child.kill());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = (server.address() as AddressInfo).port;
  const hostKey = utils.parseKey(hostKeys[0] ?? '');
  if (hostKey instanceof Error) throw hostKey;
  const pinned = { type: hostKey.type, key: hostKey.getPublicSSH().toString('base64') };
  return {
    port,
    pinned,
    hostKey: hostKeys[0] ?? '',
    tried,
    connections: () => made,
    target: (more) => ({
      name: 'node1',
      address: '127.0.0.1',
      port,
      user: 'someone',
      secret: { kind: 'password', password: options.password ?? '' },
      pinnedKeys: [pinned],
      ...more,
    }),
    drop: () => {
      for (const connection of open) socketOf(connection).destroy();
    },
    close: async () => {
      for (const connection of open) connection.end();
      await new Promise((resolve) => server.close(resolve));
      rmSync(bin, { recursive: true, force: true });
    },
  };
}

/** A way to a server that can go silent without closing, as a pulled cable does. */
export async function silentProxy(to: number): Promise<{ port: number; silence: () => void; close: () => void }> {
  const { connect } = await import('node:net');
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((incoming) => {
    const outgoing = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('data', (data) => silent || other.write(data));
      one.on('close', () => silent || other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => {
      silent = true;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
