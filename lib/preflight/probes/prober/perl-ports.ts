/**
 * Listeners on the planned ports, and who asks them. A question is `slipway NONCE SEQUENCE`, the answer
 * `slipway NONCE INDEX SEQUENCE RECEIVED SENT` with both times by the answerer's clock in seconds: what reaches a port
 * also carries the clock (RFC 5905, 8: offset and delay from four times).
 */
export const perlPorts = String.raw`
my @open;
sub answer {
  my ($line, $got) = @_;
  return undef unless $line =~ /^slipway (\w+) (\d+)$/ && $1 eq $nonce;
  sprintf "slipway %s %d %d %.6f %.6f\n", $nonce, $me, $2, $got + $skew / 1000, wall() + $skew / 1000;
}
sub bound { my ($kind, $address, $port) = @_;
  my $s;
  socket($s, AF_INET, $kind eq 'tcp' ? SOCK_STREAM : SOCK_DGRAM, 0) or return (undef, code($!));
  setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1) if $kind eq 'tcp';
  bind($s, pack_sockaddr_in($port, inet_aton($address))) or return (undef, code($!));
  if ($kind eq 'tcp') { listen($s, 256) or return (undef, code($!)) }
  return (free($s), 'ok');
}
my %mine;
$command{listen} = sub { my ($kind, $address, $port) = @_;
  # two probes may ask for the same one
  return told('bound', $kind, $port, 'ok') if $mine{"$kind $address $port"};
  my ($s, $state) = bound($kind, $address, $port);
  told('bound', $kind, $port, $state);
  return unless $s;
  push @open, $s; $mine{"$kind $address $port"} = 1;
  on_read($s, $kind eq 'tcp' ? sub { while (my $from = accept(my $c, $s)) { served($c) } } : sub {
    while (defined(my $from = recv($s, my $line, 9000, 0))) { my $got = wall(); chomp $line; my $a = answer($line, $got); send($s, $a, 0, $from) if $a }
  });
};
sub served { my $c = free($_[0]);
  my ($text, $counting, $bytes, $first, $last) = ('', 0, 0, 0, 0);
  on_read($c, sub {
    if ($counting) {
      my $n = sysread $c, my $chunk, 1048576;
      return if !defined $n && $! == EAGAIN;
      # what waited here before the first look at the clock took no time that was seen
      if ($n) { $last = mono(); if ($first) { $bytes += $n } else { $first = $last } return }
      syswrite $c, sprintf("slipway %s %d %d %.6f\n", $nonce, $me, $bytes, $bytes ? $last - $first : 0);
      shut($c); return;
    }
    my $n = sysread $c, $text, 4096, length $text;
    return if !defined $n && $! == EAGAIN;
    my $got = wall();
    if (!$n || length $text > 4096) { shut($c); return }
    while ($text =~ s/^([^\n]*)\n//) {
      my $line = $1;
      if ($line eq "stream $nonce") { $counting = 1; return }
      my $a = answer($line, $got);
      if (!$a) { shut($c); return }
      syswrite $c, $a;
    }
  });
}
# the best of several exchanges is the quickest: what a packet waits for in a queue is in its delay
sub timed { my ($peer, $t1, $t2, $t3, $t4) = @_;
  my $delay = ($t4 - $t1) - ($t3 - $t2); my $offset = (($t2 - $t1) + ($t3 - $t4)) / 2;
  $best{$peer} = [$delay, $offset] if !$best{$peer} || $delay < $best{$peer}[0];
}
my (@waiting, $busy); $busy = 0;
sub pump { while ($busy < 128 && @waiting) { $busy++; (shift @waiting)->() } }
$command{tcp} = sub { my ($peer, $address, $port, $count) = @_;
  begun();
  push @later, sub { soon(sub { push @waiting, sub { ask_tcp($peer, $address, $port, $count) }; pump() }) };
};
sub ask_tcp { my ($peer, $address, $port, $count) = @_;
  my ($c, $over_, $text, $seq, $t1, $asked, $up);
  $text = ''; $seq = 0;
  my $end = sub { return if $over_; $over_ = 1; shut($c) if $c; told('tcp', $peer, $port, @_); $busy--; ended(); pump() };
  socket($c, AF_INET, SOCK_STREAM, 0) or return $end->(code($!)); free($c);
  my $ask = sub { $seq++; $t1 = wall() + $skew / 1000; syswrite $c, "slipway $nonce $seq\n" };
  my $connected = sub {
    $up = 1; on_write($c, undef); $ask->();
    after(3, sub { $end->('silent') });
    on_read($c, sub {
      my $n = sysread $c, $text, 4096, length $text;
      my $t4 = wall() + $skew / 1000;
      if (!defined $n) { return if $! == EAGAIN; return $end->(code($!)) }
      if (!$n) { return $end->($text eq '' ? 'closed' : ('wrong', unpack 'H80', $text)) }
      return if $text !~ /\n/ && length $text < 200;
      if ($text =~ /^slipway (\w+) (\d+) (\d+) ([\d.]+) ([\d.]+)\n$/ && $1 eq $nonce) {
        return $end->('other', $2) if $2 != $peer;
        timed($peer, $t1, $4, $5, $t4); $text = '';
        return $seq < $count ? $ask->() : $end->('ok');
      }
      $end->('wrong', unpack 'H80', $text);
    });
  };
  if (connect($c, pack_sockaddr_in($port, inet_aton($address)))) { return $connected->() }
  return $end->(code($!)) unless $! == EINPROGRESS;
  # SYN is sent again after 1 and 3 seconds
  after(4, sub { $end->('timed-out') unless $up });
  on_write($c, sub {
    my $e = unpack 'i', getsockopt($c, SOL_SOCKET, SO_ERROR);
    $e ? $end->(code($e)) : $connected->();
  });
}
$command{udp} = sub { my ($peer, $address, $port, $count) = @_;
  begun();
  push @later, sub { soon(sub {
    my ($c, $got, $refused, $over_, %sent) = (undef, 0, 0);
    socket($c, AF_INET, SOCK_DGRAM, 0) && connect($c, pack_sockaddr_in($port, inet_aton($address))) or do { told('udp', $peer, $port, $count, 0, code($!)); return ended() };
    free($c);
    my ($odd, $first) = ('', 0);
    my $end = sub { return if $over_; $over_ = 1; shut($c);
      told('udp', $peer, $port, $first || 1, $got, $got ? 'ok' : $odd ? ('wrong', $odd) : $refused ? 'ECONNREFUSED' : 'timed-out'); ended() };
    on_read($c, sub {
      while (1) {
        my $from = recv($c, my $line, 9000, 0); my $t4 = wall() + $skew / 1000;
        if (!defined $from) { $refused = 1 if $!{ECONNREFUSED}; return }
        if ($line =~ /^slipway (\w+) (\d+) (\d+) ([\d.]+) ([\d.]+)\n$/ && $1 eq $nonce && $2 == $peer) {
          my $t1 = delete $sent{$3}; next unless $t1;
          $got++; timed($peer, $t1, $4, $5, $t4);
          return $end->() if $got == $count;
        } else { $odd ||= unpack 'H80', $line }
      }
    });
    for my $i (1 .. $count) {
      after(($i - 1) * 0.1 + rand(0.05), sub { return if $over_; $first++; $sent{$i} = wall() + $skew / 1000; defined send($c, "slipway $nonce $i", 0) or do { $refused = 1 if $!{ECONNREFUSED} } });
    }
    after($count * 0.1 + 1, $end);
  }) };
};
`;
