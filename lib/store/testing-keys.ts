import ssh2 from 'ssh2';

type Options = Parameters<typeof ssh2.utils.generateKeyPairSync>[1];

/**
 * An ed25519 key pair in OpenSSH's format. ssh2 writes about one in 400 malformed (neither it nor ssh-keygen reads it), so it is asked
 * again until it reads its own.
 */
export function testKeyPair(options: Options & { passphrase?: string } = {}): { private: string; public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', options as never);
    if (!(ssh2.utils.parseKey(pair.private, options.passphrase) instanceof Error)) return pair;
  }
}
