import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * For *.lab.test.ts: a lab host's cable with delay and loss. The lab's kernel has no netem, so a process on this machine stands
 * between the host's cable and the bridge and passes each frame on when its time has come. Frames carry the kernel's offload header
 * (PACKET_VNET_HDR), or large TCP segments would not fit. TCP is delayed and never lost: the console's own SSH runs through here.
 */
const relay = String.raw`
use strict; use Socket; my ($cable, $ours, $delay, $loss) = @ARGV; $| = 1;
sub now { my $b = "\0" x 16; syscall((POSIX::uname())[4] eq 'x86_64' ? 228 : 113, 1, $b); my ($s, $n) = unpack 'qq', $b; $s + $n / 1e9 }
require POSIX; my @s;
for my $name ($cable, $ours) {
  open(my $h, '<', "/sys/class/net/$name/ifindex") or die $!; my $index = <$h> + 0;
  socket(my $s, 17, SOCK_RAW, 0) or die $!; setsockopt($s, 263, 15, pack 'i', 1) or die $!; setsockopt($s, SOL_SOCKET, 33, pack 'i', 8388608);
  bind($s, pack('SnlSCCx8', 17, 3, $index, 0, 0, 0)) or die $!; push @s, $s;
}
my @queue; print "up\n";
while (1) {
  my $wait = @queue ? $queue[0][0] - now() : 1; my $r = ''; vec($r, fileno $_, 1) = 1 for @s;
  select($r, undef, undef, $wait < 0 ? 0 : $wait);
  for my $side (0, 1) {
    next unless vec($r, fileno $s[$side], 1);
    my $from = recv($s[$side], my $frame, 70000, 0); next unless defined $from;
    next if (unpack 'SnlSC', $from)[4] == 4; # what we sent ourselves
    my ($type, $protocol) = (unpack('n', substr $frame, 22, 2), ord substr $frame, 33, 1);
    next if $loss && $type == 0x0800 && $protocol != 6 && rand(100) < $loss;
    push @queue, [now() + $delay / 1000, $s[1 - $side], $frame];
  }
  while (@queue && $queue[0][0] <= now()) { my $one = shift @queue; send($one->[1], $one->[2], 0) }
}
`;

const ip = (...words: string[]) => execFileSync('ip', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** This machine's end of a lab host's network pair. */
export function cableOf(host: string): { cable: string; bridge: string } {
  const folder = process.env.LAB_DIR ?? join(import.meta.dirname, '../../../../.lab');
  const bridge = readFileSync(join(folder, 'bridge'), 'utf8').trim();
  const name = new RegExp(`^\\d+: (vb-${host}-[0-9a-f]+)@`, 'm').exec(ip('-o', 'link', 'show', 'master', bridge))?.[1];
  if (!name) throw new Error(`${host} has no cable on ${bridge}`);
  return { cable: name, bridge };
}

/** Until `use` has ended, each frame to and from the host takes `delayMs`, and `lossPercent` of those that aren't TCP are lost, each way. */
export async function withCable<T>(
  host: string,
  { delayMs = 0, lossPercent = 0 }: { delayMs?: number; lossPercent?: number },
  use: () => Promise<T>,
): Promise<T> {
  const { cable, bridge } = cableOf(host);
  const [ours, plug] = ['swcable0', 'swcable1'];
  ip('link', 'add', ours, 'type', 'veth', 'peer', 'name', plug);
  let child: ReturnType<typeof spawn> | undefined;
  try {
    // Neither end may speak itself: no address, no IPv6.
    for (const name of [ours, plug]) ip('link', 'set', name, 'addrgenmode', 'none', 'up');
    ip('link', 'set', plug, 'master', bridge);
    ip('link', 'set', cable, 'nomaster');
    child = spawn('perl', ['-e', relay, cable, ours, String(delayMs), String(lossPercent)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve, reject) => {
      child?.stdout?.once('data', resolve);
      child?.once('exit', (code) => reject(new Error(`the relay ended with ${code}`)));
    });
    return await use();
  } finally {
    child?.removeAllListeners('exit').kill();
    ip('link', 'set', cable, 'master', bridge);
    ip('link', 'del', ours);
  }
}

/** Until `use` has ended, this machine's end of the host's cable takes packets of so many bytes at most. */
export async function withNarrowCable<T>(host: string, mtu: number, use: () => Promise<T>): Promise<T> {
  const { cable } = cableOf(host);
  ip('link', 'set', cable, 'mtu', String(mtu));
  try {
    return await use();
  } finally {
    ip('link', 'set', cable, 'mtu', '1500');
  }
}
