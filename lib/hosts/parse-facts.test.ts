import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { hostFactsSchema } from '@/lib/plan/facts';
import { factsScript } from './facts-script';
import { parseFacts } from './parse-facts';

type Sections = Record<string, string>;
const output = (sections: Sections) =>
  `@@go\n${Object.entries(sections)
    .map(([name, text]) => `@@${name}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}`)
    .join('')}@@end\n`;

/** What a plain server says; each host below differs from it as its distribution does. */
const common: Sections = {
  clock: '1795456695190',
  hostname: 'node1',
  'os-release': 'ID=debian',
  kernel: '6.1.0-41-amd64',
  machine: 'x86_64',
  cpus: '8',
  meminfo: 'MemTotal:       16317644 kB\nMemFree:         1200000 kB\nSwapTotal:             0 kB',
  disks: 'NAME="vda" SIZE="107374182400" ROTA="1" TYPE="disk" MODEL=""',
  filesystems: 'Filesystem Type 1B-blocks Avail Mounted on\n/dev/vda1 ext4 105089261568 88888888888 /',
  addresses: '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever',
  route: 'default via 10.0.0.1 dev eth0 proto static',
  time: 'yes',
  localtime: '/usr/share/zoneinfo/Asia/Shanghai',
  cgroup: 'cgroup2fs',
  systemd: 'Version=252.39-1~deb12u2\nDefaultLimitNOFILE=524288',
  'machine-id': '791f07c8dc8b4077962d2e38889b3f0f',
  tools: 'zstd \ntar /usr/bin/tar\ncurl /usr/bin/curl',
  units: '',
  listening: '',
  leftovers: '',
};

describe('five distributions', () => {
  test('Debian 12, bare', () => {
    const facts = parseFacts(
      output({
        ...common,
        'os-release':
          'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nID=debian\nHOME_URL="https://www.debian.org/"',
        addresses:
          '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever\n2: eth0@if7    inet 10.0.0.11/24 brd 10.0.0.255 scope global eth0\\       valid_lft forever\n2: eth0@if7    inet6 fe80::ec72:23ff:fe6e:6af0/64 scope link \\       valid_lft forever',
        listening:
          'Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\ntcp   LISTEN 0      128          0.0.0.0:22        0.0.0.0:*    users:(("sshd",pid=69,fd=3))\ntcp   LISTEN 0      128             [::]:22           [::]:*    users:(("sshd",pid=69,fd=4))\nudp   UNCONN 0      0      127.0.0.1%lo:323       0.0.0.0:*    users:(("chronyd",pid=80,fd=5))',
        units:
          'chrony.service loaded active running chrony, an NTP client/server\nssh.service loaded active running OpenBSD Secure Shell server',
      }),
    );
    expect(facts).toMatchObject({
      os: { id: 'debian', idLike: [], versionId: '12', prettyName: 'Debian GNU/Linux 12 (bookworm)' },
      architecture: 'amd64',
      cpus: 8,
      memoryBytes: 16317644 * 1024,
      swapBytes: 0,
      addresses: [
        { interface: 'eth0', address: '10.0.0.11', prefix: 24, family: 'inet' },
        { interface: 'eth0', address: 'fe80::ec72:23ff:fe6e:6af0', prefix: 64, family: 'inet6' },
      ],
      listening: [
        { port: 22, protocol: 'tcp', process: 'sshd' },
        { port: 323, protocol: 'udp', process: 'chronyd' },
      ],
      running: [{ unit: 'chrony.service', state: 'active' }],
      tools: { zstd: '', tar: '/usr/bin/tar', curl: '/usr/bin/curl' },
      clock: { synchronized: true, timezone: 'Asia/Shanghai' },
      cgroup: 'v2',
      systemd: '252',
      hostTimeMs: 1795456695190,
    });
  });

  test('Ubuntu 24.04 on ARM with NVMe, snaps, swap and a clock that is not set', () => {
    const facts = parseFacts(
      output({
        ...common,
        'os-release': 'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian',
        machine: 'aarch64',
        meminfo: 'MemTotal:        3987654 kB\nSwapTotal:       4194300 kB',
        disks:
          'NAME="loop0" SIZE="67014656" ROTA="0" TYPE="loop" MODEL=""\nNAME="nvme0n1" SIZE="512110190592" ROTA="0" TYPE="disk" MODEL="Samsung SSD 970 PRO 512GB"',
        filesystems:
          'Filesystem Type 1B-blocks Avail Mounted on\ntmpfs tmpfs 408322048 407085056 /run\n/dev/mapper/ubuntu--vg-root ext4 105089261568 88888888888 /\n/dev/loop0 squashfs 67108864 0 /snap/core24/1\n/dev/sdb1 xfs 1000 900 /mnt/with space',
        time: 'no',
        localtime: '/usr/share/zoneinfo/Etc/UTC',
        units:
          'ufw.service loaded active exited Uncomplicated firewall\n● kubelet.service loaded failed failed kubelet\ndocker.service loaded inactive dead Docker\netcd.service not-found inactive dead etcd.service',
        leftovers: '/etc/kubernetes/admin.conf\n/etc/cni/net.d/10-flannel.conflist',
      }),
    );
    expect(facts).toMatchObject({
      os: { id: 'ubuntu', idLike: ['debian'], versionId: '24.04' },
      architecture: 'arm64',
      swapBytes: 4194300 * 1024,
      disks: [{ name: 'nvme0n1', sizeBytes: 512110190592, rotational: false, model: 'Samsung SSD 970 PRO 512GB' }],
      filesystems: [{ mount: '/' }, { mount: '/mnt/with space', type: 'xfs', sizeBytes: 1000, availableBytes: 900 }],
      clock: { synchronized: false, timezone: 'Etc/UTC' },
      running: [
        { unit: 'ufw.service', state: 'active' },
        { unit: 'kubelet.service', state: 'failed' },
      ],
      leftovers: ['/etc/kubernetes/admin.conf', '/etc/cni/net.d/10-flannel.conflist'],
    });
  });

  test('Rocky 9 with firewalld and LVM', () => {
    const facts = parseFacts(
      output({
        ...common,
        'os-release':
          'NAME="Rocky Linux"\nVERSION="9.6 (Blue Onyx)"\nID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.6"\nPLATFORM_ID="platform:el9"\nPRETTY_NAME="Rocky Linux 9.6 (Blue Onyx)"',
        kernel: '5.14.0-570.12.1.el9_6.x86_64',
        disks: 'NAME="sda" SIZE="107374182400" ROTA="1" TYPE="disk" MODEL="Virtual disk    "',
        units:
          'firewalld.service loaded active running firewalld - dynamic firewall daemon\nchronyd.service loaded active running NTP client/server',
        route: 'default via 192.168.1.1 dev ens192 proto static metric 100',
      }),
    );
    expect(facts.os).toMatchObject({ id: 'rocky', idLike: ['rhel', 'centos', 'fedora'], versionId: '9.6' });
    expect(facts.disks).toEqual([{ name: 'sda', sizeBytes: 107374182400, rotational: true, model: 'Virtual disk' }]);
    expect(facts.defaultRoute).toEqual({ interface: 'ens192', via: '192.168.1.1' });
    expect(facts.running.map((one) => one.unit)).toEqual(['firewalld.service', 'chronyd.service']);
  });

  test('openEuler 22.03 with cgroup v1 and an address with a peer', () => {
    const facts = parseFacts(
      output({
        ...common,
        'os-release':
          'NAME="openEuler"\nVERSION="22.03 (LTS-SP4)"\nID="openEuler"\nVERSION_ID="22.03"\nPRETTY_NAME="openEuler 22.03 (LTS-SP4)"',
        systemd: 'Version=v249-43.oe2203sp4',
        cgroup: 'tmpfs',
        addresses: '3: tun0    inet 10.8.0.6 peer 10.8.0.5/32 scope global tun0\\       valid_lft forever',
      }),
    );
    expect(facts).toMatchObject({ os: { id: 'openEuler', idLike: [] }, cgroup: 'v1', systemd: '249' });
    expect(facts.addresses).toEqual([{ interface: 'tun0', address: '10.8.0.6', prefix: 32, family: 'inet' }]);
  });

  test('Kylin V10, where what is not known stays unknown', () => {
    const facts = parseFacts(
      output({
        ...common,
        'os-release':
          'NAME="Kylin Linux Advanced Server"\nVERSION="V10 (Lance)"\nID="kylin"\nVERSION_ID="V10"\nPRETTY_NAME="Kylin Linux Advanced Server V10 (Lance)"\nANSI_COLOR="0;31"',
        machine: 'loongarch64',
        disks: 'NAME="sda" SIZE="480103981056" ROTA="" TYPE="disk" MODEL="LOGICAL_VOLUME"',
        route: '',
        time: '',
        cgroup: 'sysfs',
        systemd: '',
        'machine-id': '',
      }),
    );
    expect(facts).toMatchObject({
      os: { id: 'kylin', versionId: 'V10', prettyName: 'Kylin Linux Advanced Server V10 (Lance)' },
      architecture: 'loongarch64',
      disks: [{ rotational: null }],
      defaultRoute: null,
      clock: { synchronized: null, timezone: 'Asia/Shanghai' },
      cgroup: 'unknown',
      systemd: '',
      machineId: '',
    });
  });
});

test.each(['clock', 'machine', 'cpus', 'meminfo'])('without %s it is an error, not a zero', (section) => {
  expect(() => parseFacts(output({ ...common, [section]: '' }))).toThrow(section);
});

test('output that was cut off is refused, whole output is not', () => {
  const whole = output(common);
  expect(() => parseFacts(whole.slice(0, -6))).toThrow('end');
  expect(parseFacts(whole).hostname).toBe('node1');
});

test('the script runs on this machine and what it prints fits the schema', () => {
  const printed = execFileSync('bash', ['-c', factsScript], {
    encoding: 'utf8',
    input: '\n',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const { hostTimeMs, ...facts } = parseFacts(printed);
  expect(Math.abs(hostTimeMs - Date.now())).toBeLessThan(60_000);
  const gathered = { ...facts, clock: { ...facts.clock, offsetMs: 0 }, privilege: 'root', gatheredAt: '' };
  expect(hostFactsSchema.parse(gathered).hostname).not.toBe('');
});
