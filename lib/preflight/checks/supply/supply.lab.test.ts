import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { sampleBundle } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { closeLab, labContext, labSh, outcomeOnLab, readOnLab } from '../../lab';
import { all, type Condition, during, fixOnLab, shadowed } from '../testing-lab';
import { bundleSha256 } from './bundle';
import { egress, imagesAvailable } from './online';
import { proxyBypass, proxyValid } from './proxy';

/** Lines in a file that the host may not have, and the old one afterwards. */
const written = (path: string, text: string): Condition => [
  `if [ -e ${path} ]; then cp -a ${path} /run/slipway-lab-kept; else touch /run/slipway-lab-none; mkdir -p ${path.slice(0, path.lastIndexOf('/'))}; fi
cat > ${path} <<'TEXT'\n${text}\nTEXT`,
  `if [ -e /run/slipway-lab-kept ]; then cat /run/slipway-lab-kept > ${path}; elif [ -e /run/slipway-lab-none ]; then rm -f ${path}; fi
rm -f /run/slipway-lab-kept /run/slipway-lab-none ${path}.slipway`,
];

/** Something that takes connections on a port of the host itself. */
const listener: Condition = [
  `cat > /run/slipway-lab.pl <<'PERL'
use IO::Socket::INET;
my $socket = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 3128, Listen => 5) or die;
sleep 300;
PERL
systemd-run --quiet --property Type=exec --unit slipway-lab-proxy perl /run/slipway-lab.pl
for i in 1 2 3 4 5 6 7 8 9 10; do ss -Hltn | grep -q '127.0.0.1:3128' && exit 0; sleep 0.2; done
exit 1`,
  'systemctl stop slipway-lab-proxy 2>/dev/null || true; systemctl reset-failed slipway-lab-proxy 2>/dev/null || true; rm -f /run/slipway-lab.pl',
];

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  afterAll(closeLab);
  const context = labContext();
  const [host] = context.plan.hosts;
  if (!host) throw new Error('no host');

  test('proxy.valid: none passes, one that refuses blocks, one that answers passes', async () => {
    expect(await outcomeOnLab(proxyValid, context)).toMatchObject({ state: 'passed', values: { count: 0 } });
    const set = written('/etc/environment', 'http_proxy="http://127.0.0.1:3128"');
    expect(await during(set, () => outcomeOnLab(proxyValid, context))).toMatchObject({
      severity: 'block',
      values: { problem: 'closed', url: 'http://127.0.0.1:3128', where: '/etc/environment' },
    });
    expect(await during(all(listener, set), () => outcomeOnLab(proxyValid, context))).toMatchObject({
      state: 'passed',
      values: { count: 1 },
    });
  });

  test('proxy.valid: user and password never leave the host', async () => {
    const secret = written('/etc/environment', 'https_proxy=http://ops:pa@s/s@127.0.0.1:3128/');
    const unit =
      'mkdir -p /etc/systemd/system/containerd.service.d; echo \'Environment="HTTP_PROXY=http://u:geheim@127.0.0.1:3129" "NO_PROXY=localhost"\' > /etc/systemd/system/containerd.service.d/proxy.conf';
    const apt = 'echo \'Acquire::http::Proxy "http://u:geheim@127.0.0.1:3130";\' > /etc/apt/apt.conf.d/99lab';
    const more: Condition = [
      `${unit}\n${apt}`,
      'rm -rf /etc/systemd/system/containerd.service.d /etc/apt/apt.conf.d/99lab',
    ];
    const readings = await during(all(secret, more), async () => [
      await readOnLab(proxyValid, host, context),
      await readOnLab(proxyBypass, host, context),
    ]);
    for (const { stdout, stderr } of readings) {
      expect(stdout + stderr).not.toMatch(/pa@s|s\/s@|geheim|ops/);
      for (const port of ['3128', '3129', '3130'])
        expect(stdout).toMatch(new RegExp(`^proxy https? \\S+ http://127\\.0\\.0\\.1:${port}$`, 'm'));
      expect(stdout).toContain('bypass /etc/systemd/system/containerd.service.d/proxy.conf localhost\n');
    }
  });

  test('proxy.bypass: a proxy without a list blocks, and the fix writes one that covers the cluster', async () => {
    await during(written('/etc/environment', 'HTTPS_PROXY=http://127.0.0.1:3128\nNO_PROXY="localhost"'), async () => {
      const outcome = await outcomeOnLab(proxyBypass, context);
      expect(outcome).toMatchObject({
        severity: 'block',
        values: { where: '/etc/environment', missing: expect.stringContaining(host.address) },
      });
      await fixOnLab('proxy.bypass', context, outcome.values);
      expect(await outcomeOnLab(proxyBypass, context)).toMatchObject({ state: 'passed', values: { proxies: 1 } });
    });
  });

  const online = labContext((plan: Plan) => ({
    ...plan,
    artifacts: { kind: 'online', mirror: 'mirror.corp.example' },
  }));

  test('egress: faked reading, because the lab has no Internet: a mirror that can’t be found blocks', async () => {
    const curl = (said: string, exit: number) => shadowed('curl', `printf '${said}'; exit ${exit}`);
    expect(await during(curl('000 0.010', 6), () => outcomeOnLab(egress, online))).toMatchObject({
      severity: 'block',
      values: { failed: 'mirror.corp.example: name not found' },
    });
    expect(await during(curl('200 0.010', 0), () => outcomeOnLab(egress, online))).toMatchObject({ state: 'passed' });
  });

  test('images.available: faked reading: a mirror without the version blocks', async () => {
    const curl = shadowed('curl', 'case "$*" in *kube-scheduler*) printf "404 0.020" ;; *) printf "200 0.010" ;; esac');
    expect(await during(curl, () => outcomeOnLab(imagesAvailable, online))).toMatchObject({
      severity: 'block',
      values: { count: 1, failed: expect.stringMatching(/^kube-scheduler:v[\d.]+: 404$/), images: 4 },
    });
  });

  test('bundle.sha256: a bundle of the host’s architecture passes, one for another blocks', async () => {
    const machine = (await labSh('uname -m')).trim();
    const index = sampleBundle();
    const folder = context.plan.artifacts.kind === 'bundle' ? context.plan.artifacts.folder : '';
    const of = (arch: string) => {
      const files = index.files.map((file) => ({ ...file, path: file.path.replace('amd64', arch) }));
      return { ...context, bundle: { folder, index: { ...index, files }, problems: [] } };
    };
    const [own, other] = machine === 'x86_64' ? ['amd64', 'arm64'] : ['arm64', 'amd64'];
    expect(await outcomeOnLab(bundleSha256, of(own))).toMatchObject({ state: 'passed', values: { architecture: own } });
    expect(await outcomeOnLab(bundleSha256, of(other))).toMatchObject({
      severity: 'block',
      values: { problem: 'arch', found: other },
    });
  });
});
