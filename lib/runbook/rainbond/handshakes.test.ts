import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rainbondSchema } from '@/lib/plan/schema';
import { rainbondEtcdSecret } from './etcd-secret';
import { rainbondRegionApi } from './region';
import { planWith, targetOf } from './testing';
import { apiForKubectl, runWithKubectl } from './testing-kubectl';

const has = (command: string, ...args: string[]) => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe.skipIf(!has('kubectl', 'version', '--client') || !has('openssl', 'version'))(
  'proofs by a TLS handshake',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-handshake-'));
    const at = (name: string) => join(folder, name);
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
    const authority = (name: string) =>
      openssl(
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-subj',
        `/CN=${name}`,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.crt`,
      );
    const issue = (name: string, ca: string) => {
      openssl(
        'req',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-subj',
        `/CN=${name}`,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.csr`,
      );
      openssl(
        'x509',
        '-req',
        '-days',
        '2',
        '-in',
        `${name}.csr`,
        '-CA',
        `${ca}.crt`,
        '-CAkey',
        `${ca}.key`,
        '-CAcreateserial',
        '-out',
        `${name}.crt`,
      );
    };
    const base64 = (name: string) => readFileSync(at(name)).toString('base64');
    let api: Awaited<ReturnType<typeof apiForKubectl>>;
    let server: Server;
    let status = 200;
    const port = () => (server.address() as AddressInfo).port;

    beforeAll(async () => {
      authority('ca');
      authority('other-ca');
      issue('server', 'ca');
      issue('client', 'ca');
      issue('stranger', 'other-ca');
      const tls = {
        key: readFileSync(at('server.key')),
        cert: readFileSync(at('server.crt')),
        ca: readFileSync(at('ca.crt')),
      };
      server = createServer({ ...tls, requestCert: true, rejectUnauthorized: true }, (request, response) => {
        response.writeHead(status, { connection: 'close' });
        response.end(request.url === '/health' ? '{"health":"true"}' : 'no');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      api = await apiForKubectl();
    });
    afterAll(async () => {
      server.close();
      api.close();
      rmSync(folder, { recursive: true });
    });
    beforeEach(() => {
      api.unlistAll();
      status = 200;
    });

    const metadata = (name: string) => ({ name, namespace: 'rbd-system' });
    // without the head, whose PATH and KUBECONFIG are a host's
    const script = (text: string) => text.replace(/^export PATH.*\n/, '').replaceAll('/run/', `${folder}/`);

    describe('rbd-etcd-secret', () => {
      const step = () => {
        const rainbond = rainbondSchema.parse({ kind: '5.17' });
        const target = targetOf(planWith({ rainbond }), { kubernetesEtcd: [`127.0.0.1:${port()}`] });
        return rainbondEtcdSecret(target) ?? expect.fail('no step');
      };
      const secretOf = (client: string, ca = 'ca') =>
        api.relist('/api/v1/namespaces/rbd-system/secrets', [
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: metadata('rbd-etcd-secret'),
            data: {
              'ca-file': base64(`${ca}.crt`),
              'cert-file': base64(`${client}.crt`),
              'key-file': base64(`${client}.key`),
            },
          },
        ]);

      test('is proved when etcd takes what it holds', async () => {
        secretOf('client');
        expect(await runWithKubectl(api, script(step().verify))).toMatchObject({ code: 0 });
        expect(await runWithKubectl(api, script(step().observe))).toMatchObject({ code: 0 });
      });
      test('is not when another CA made the client’s certificate, or the server’s', async () => {
        secretOf('stranger');
        expect(await runWithKubectl(api, script(step().verify))).toMatchObject({
          code: 1,
          out: expect.stringContaining('does not take'),
        });
        secretOf('client', 'other-ca');
        expect((await runWithKubectl(api, script(step().verify))).code).toBe(1);
        expect((await runWithKubectl(api, script(step().observe))).code).toBe(1);
      });
      test('says which piece it lacks', async () => {
        api.relist('/api/v1/namespaces/rbd-system/secrets', [
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: metadata('rbd-etcd-secret'),
            data: { 'ca-file': base64('ca.crt') },
          },
        ]);
        expect((await runWithKubectl(api, script(step().verify))).out).toContain('has no cert-file');
      });
      test('takes the first set of files on the host that every member takes', async () => {
        // kubeadm's place is there and wrong, RKE2's is right
        const act = script(step().act)
          .replace(/^\/etc\/kubernetes\/pki\/etcd.*$/m, `${at('ca.crt')} ${at('stranger.crt')} ${at('stranger.key')}`)
          .replace(/^\/var\/lib\/rancher\/rke2.*$/m, `${at('ca.crt')} ${at('client.crt')} ${at('client.key')}`);
        const tried = await runWithKubectl(api, act.slice(0, act.indexOf('kubectl -n rbd-system create')));
        expect(tried).toMatchObject({ code: 0, out: expect.stringContaining(`takes ${at('client.crt')}`) });
        const none = script(step().act).replace(
          /^\/etc\/kubernetes\/pki\/etcd.*$/m,
          `${at('ca.crt')} ${at('stranger.crt')} ${at('stranger.key')}`,
        );
        const refused = await runWithKubectl(api, none.slice(0, none.indexOf('kubectl -n rbd-system create')));
        expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('does not take') });
      });
    });

    describe('the API of the region', () => {
      const ask = () => {
        const { verify } = rainbondRegionApi(targetOf(planWith(), { entryAddress: '127.0.0.1' }));
        return runWithKubectl(api, script(verify).replaceAll('127.0.0.1:8443', `127.0.0.1:${port()}`));
      };
      const region = (client: string, ca = 'ca') =>
        api.relist('/api/v1/namespaces/rbd-system/configmaps', [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: metadata('region-config'),
            binaryData: {
              'ca.pem': base64(`${ca}.crt`),
              'client.pem': base64(`${client}.crt`),
              'client.key.pem': base64(`${client}.key`),
            },
          },
        ]);

      test('answers to the client certificate of region-config', async () => {
        region('client');
        status = 404;
        expect(await ask()).toMatchObject({ code: 0, out: expect.stringContaining('HTTP/1.1 404') });
      });
      test('does not when it refuses the certificate, shows one of another CA, or fails', async () => {
        region('stranger');
        expect((await ask()).code).toBe(1);
        region('client', 'other-ca');
        expect((await ask()).code).toBe(1);
        region('client');
        status = 503;
        expect(await ask()).toMatchObject({ code: 1, out: expect.stringContaining('503') });
      });
    });
    test('nothing with a key is left behind', () => {
      const left = execFileSync('find', [folder, '-mindepth', '1', '-type', 'd'], { encoding: 'utf8' });
      expect(left).toBe('');
    });
  },
);
