import type { Writable } from 'node:stream';
import type { HostConnection } from '@/lib/hosts/connection';
import { quote } from '@/lib/text/quote';

/**
 * Stands in for a gateway or an API server: on each port it answers whatever asks in HTTP's form (a client of ours, or a load
 * balancer's health check) with `slipway NONCE NAME HOW`; HOW is `proxied` when a PROXY header came before the question. `close` on
 * stdin stops listening. It ends with its stdin, so also when the console or the network goes away, and by its own alarm.
 *
 * Only modules of Debian's perl-base.
 */
const program = String.raw`
use strict; use IO::Socket::INET; use IO::Select;
my ($nonce, $name, $seconds, @ports) = @ARGV;
$| = 1; $SIG{PIPE} = 'IGNORE'; $SIG{ALRM} = sub { exit }; alarm $seconds;
my $all = IO::Select->new(\*STDIN); my (%listens, %text, %since);
for my $port (@ports) {
  my $l = IO::Socket::INET->new(LocalAddr => '0.0.0.0', LocalPort => $port, Listen => 128, ReuseAddr => 1);
  if ($l) { $listens{$l} = $l; $all->add($l); print "listening $port\n" } else { print "taken $port\n" }
}
print "ready\n";
sub gone { my $c = shift; $all->remove($c); delete $text{$c}; delete $since{$c}; close $c }
while (1) {
  for my $h ($all->can_read(1)) {
    if ($h == \*STDIN) {
      my $n = sysread STDIN, my $line, 100; exit unless $n;
      if ($line =~ /close/) { for my $l (values %listens) { $all->remove($l); close $l } %listens = (); for my $k (grep { exists $text{$_} } $all->handles) { gone($k) } print "closed\n" }
    } elsif ($listens{$h}) { my $c = $h->accept or next; $c->blocking(0); $all->add($c); $text{$c} = ''; $since{$c} = time }
    else {
      my $n = sysread $h, $text{$h}, 4096, length $text{$h};
      if (!$n || length $text{$h} > 8192) { gone($h); next }
      next unless $text{$h} =~ /\r?\n\r?\n/;
      my $how = $text{$h} =~ /^PROXY |^\r\n\r\n\0\r\nQUIT\n/ ? 'proxied' : 'plain';
      my $body = "slipway $nonce $name $how\n";
      syswrite $h, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
      gone($h);
    }
  }
  for my $c ($all->handles) { gone($c) if $since{$c} && time - $since{$c} > 10 }
}`;

export type Listener = {
  /** Ports on which something else listens already. */
  taken: number[];
  /** Stops listening, as a host that dies does; resolves when it has. */
  close: () => Promise<void>;
  /** Ends the program; resolves when the host says that it has. */
  end: () => Promise<void>;
};

/** Null where the host has no perl. */
export function listen(
  connection: HostConnection,
  options: { name: string; nonce: string; ports: number[]; seconds: number; signal: AbortSignal },
): Promise<Listener | null> {
  const { name, nonce, ports, seconds } = options;
  const words = [nonce, name, seconds, ...ports].map((word) => quote(String(word))).join(' ');
  const script = `command -v perl > /dev/null || { echo missing; exit 0; }\nexec perl -e ${quote(program)} ${words}`;
  return new Promise((resolve, reject) => {
    let input: Writable | null = null;
    let text = '';
    let heardClosed = () => {};
    const closed = new Promise<void>((done) => {
      heardClosed = done;
    });
    const ended = connection
      .stream(script, {
        deadlineMs: (seconds + 5) * 1000,
        signal: options.signal,
        onStarted: (stdin) => {
          input = stdin;
        },
        onStdout: (chunk) => {
          text += chunk.toString();
          if (/^closed$/m.test(text)) heardClosed();
          if (/^missing$/m.test(text)) resolve(null);
          if (!/^ready$/m.test(text)) return;
          resolve({
            taken: [...text.matchAll(/^taken (\d+)$/gm)].map(([, port]) => Number(port)),
            close: async () => {
              input?.write('close\n');
              await Promise.race([closed, ended]);
            },
            end: async () => {
              input?.end();
              await ended;
            },
          });
        },
      })
      .then(
        () => reject(new Error('the listener ended before it was ready')),
        (error) => reject(error),
      )
      .finally(heardClosed);
  });
}
