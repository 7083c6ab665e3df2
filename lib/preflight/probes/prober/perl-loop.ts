/**
 * The prober in Perl, first part: clocks, timers, commands on stdin. Core modules of Debian's perl-base only (no
 * Time::HiRes; and no POSIX, which takes a third of the start), so clocks are read by system call. It ends when stdin does, at its own deadline, and at `SIGALRM`
 * whatever it hangs in; all that it has made is sockets. In these texts: no backtick, and no dollar before a brace.
 */
export const perlLoop = String.raw`
use strict; use warnings; use Socket; use Config; use Fcntl; use Errno qw(EINPROGRESS EAGAIN EINTR);
my ($nonce, $me, $life) = @ARGV; my $skew = 0;
$0 = 'slipway-probe'; $| = 1; $SIG{PIPE} = 'IGNORE'; alarm($life);
# the numbers of x86_64; aarch64, riscv64 and loongarch64 share theirs
my $clock = $Config{archname} =~ /^x86_64/ ? 228 : 113;
sub clock { my $b = "\0" x 16; syscall($clock, $_[0] + 0, $b) == 0 or die "clock_gettime: $!\n"; my ($s, $n) = unpack 'qq', $b; $s + $n / 1e9 }
sub mono { clock(1) }
sub wall { clock(0) }
sub told { printf "%s\n", join ' ', @_ }
my (%command, %at, %readers, %writers, $over); my ($rbits, $wbits) = ('', '');
my @ticks; # keys of %at, rising
sub after { my ($s, $f) = @_; my $t = int((mono() + $s) * 200) + 1;
  if (!$at{$t}) { my ($low, $high) = (0, scalar @ticks); while ($low < $high) { my $m = ($low + $high) >> 1; if ($ticks[$m] < $t) { $low = $m + 1 } else { $high = $m } } splice @ticks, $low, 0, $t }
  push @{$at{$t}}, $f }
# questions begin at any time within so many seconds: many hosts at once would only measure their own queues
my $spread = 0; $command{spread} = sub { $spread = $_[0] };
sub soon { my $f = $_[0]; $spread > 0 ? after(rand($spread), $f) : $f->() }
sub on_read { my ($h, $f) = @_; my $n = fileno $h; vec($rbits, $n, 1) = 1; $readers{$n} = $f }
sub on_write { my ($h, $f) = @_; my $n = fileno $h; vec($wbits, $n, 1) = $f ? 1 : 0; if ($f) { $writers{$n} = $f } else { delete $writers{$n} } }
sub shut { my $h = $_[0]; my $n = fileno $h; return unless defined $n; vec($rbits, $n, 1) = 0; vec($wbits, $n, 1) = 0; delete $readers{$n}; delete $writers{$n}; close $h }
sub free { my $h = $_[0]; my $f = fcntl($h, F_GETFL, 0) or die; fcntl($h, F_SETFL, $f | O_NONBLOCK) or die; $h }
sub code { my $n = $_[0] + 0; my %n = reverse map { ($_ => do { no strict 'refs'; &{"Errno::$_"}() }) } qw(EADDRINUSE EADDRNOTAVAIL ECONNREFUSED ECONNRESET EHOSTUNREACH ENETUNREACH ETIMEDOUT EACCES EPERM EMSGSIZE EINVAL ENOBUFS EPIPE); $n{$n} || "E$n" }
# jobs that are not over; 'done' is told when the last one is
my ($jobs, $started, @later) = (0, 0);
sub begun { $jobs++ }
sub ended { $jobs--; finish() }
my %best;
sub finish {
  return if $jobs > 0 || !$started;
  told('time', $_, map { sprintf '%.3f', $_ * 1000 } @{$best{$_}}) for sort { $a <=> $b } keys %best;
  %best = (); $started = 0; told('done');
}
# for tests on hosts that share one clock: what is added to this host's, ms
$command{skew} = sub { $skew = $_[0] };
$command{run} = sub { $started = 1; alarm($life); my @now = splice @later; $_->() for @now; finish() };
$command{stop} = sub { $over = 1 };
my $typed = '';
sub typed {
  my $n = sysread STDIN, $typed, 65536, length $typed;
  return if !defined $n && ($! == EAGAIN || $! == EINTR);
  if (!$n) { $over = 1; return }
  while ($typed =~ s/^([^\n]*)\n//) {
    my ($word, @rest) = split ' ', $1;
    next unless defined $word;
    my $f = $command{$word};
    if ($f) { $f->(@rest) } else { told('error', 'unknown', $word) }
  }
}
`;

export const perlMain = String.raw`
told('hello', 'perl', $nonce);
interfaces();
told('ready');
free(\*STDIN); on_read(\*STDIN, \&typed);
until ($over) {
  my $wait = @ticks ? $ticks[0] / 200 - mono() : 1;
  my $n = select(my $r = $rbits, my $w = $wbits, undef, $wait < 0 ? 0 : $wait);
  if ($n > 0) {
    for my $fd (keys %writers) { my $f = $writers{$fd}; $f->() if $f && vec($w, $fd, 1) }
    for my $fd (keys %readers) { my $f = $readers{$fd}; $f->() if $f && vec($r, $fd, 1) }
  }
  # after what has come in: an answer that waits to be read isn't late, this process is
  my $now = int(mono() * 200);
  while (@ticks && $ticks[0] <= $now) { my $t = shift @ticks; $_->() for @{delete $at{$t}} }
}
`;
