/** Reach, delay and loss by echo requests, and the largest packet that passes whole. */
export const perlIcmp = String.raw`
my $id = $$ & 0xffff; my $sequence = 0; my %echo;
sub filter { my $p = join '', map { pack 'SCCL', @$_ } @_; ($p, pack('Sx6P', scalar @_, $p)) }
sub icmp_socket { my ($probe) = @_;
  socket(my $s, AF_INET, SOCK_RAW, 1) or die "raw socket: $!\n";
  # only answers to this process: all raw sockets of a host see all of them
  my ($program, $pointer) = filter([0xb1, 0, 0, 0], [0x48, 0, 0, 4], [0x15, 0, 1, $id], [6, 0, 0, 0xffff], [6, 0, 0, 0]);
  setsockopt($s, SOL_SOCKET, 26, $pointer);
  setsockopt($s, SOL_SOCKET, SO_RCVBUF, 4194304);
  setsockopt($s, 0, 10, pack('i', 3)) if $probe; # IP_MTU_DISCOVER = IP_PMTUDISC_PROBE: may not be fragmented, whatever is remembered of the path
  ioctl($s, 0x8906, my $b = "\0" x 16); # SIOCGSTAMP: from now on the kernel notes when a packet came
  free($s);
  on_read($s, sub {
    while (defined(recv($s, my $packet, 65535, 0))) {
      my $at = wall(); my $stamp = "\0" x 16;
      if (ioctl($s, 0x8906, $stamp)) { my ($sec, $usec) = unpack 'qq', $stamp; $at = $sec + $usec / 1e6 if $sec > 0 }
      my $head = (ord($packet) & 15) * 4; my ($type, $seq) = (unpack('C', substr $packet, $head, 1), unpack('n', substr $packet, $head + 6, 2));
      next unless $type == 0 && length($packet) >= $head + 8;
      my $f = delete $echo{$seq}; $f->($at) if $f;
    }
  });
  $s;
}
my (%icmp);
sub echo { my ($probe, $address, $bytes, $f) = @_;
  my $s = $icmp{$probe} ||= icmp_socket($probe);
  $sequence = ($sequence + 1) & 0xffff; my $seq = $sequence;
  my $data = 's' x ($bytes - 28);
  my $sum = unpack '%32n*', pack('CCnnn', 8, 0, 0, $id, $seq) . $data . (length($data) & 1 ? "\0" : '');
  $sum = ($sum & 0xffff) + ($sum >> 16); $sum += $sum >> 16;
  $echo{$seq} = $f; my $t = wall();
  return $t if defined send($s, pack('CCnnn', 8, 0, ~$sum & 0xffff, $id, $seq) . $data, 0, pack_sockaddr_in(0, inet_aton($address)));
  delete $echo{$seq}; undef;
}
$command{ping} = sub { my ($peer, $address, $count, $every) = @_;
  begun();
  push @later, sub {
    my ($least, $most, $sum, $got) = (9e9, 0, 0, 0);
    my $phase = rand($every / 1000); my $over_ = 0;
    my $end = sub { return if $over_; $over_ = 1; told('ping', $peer, $count, $got, $got ? map { sprintf '%.3f', $_ } $least, $sum / $got, $most : ()); ended() };
    for my $i (0 .. $count - 1) {
      after($phase + $i * $every / 1000, sub {
        my $t; $t = echo(0, $address, 84, sub { my $d = ($_[0] - $t) * 1000; $d = 0 if $d < 0; $got++; $sum += $d; $least = $d if $d < $least; $most = $d if $d > $most; $end->() if $got == $count });
      });
    }
    after($phase + $count * $every / 1000 + 2, $end);
  };
};
# Largest size that is answered: the interface's own first, then sixteen sizes at once between what passes and what doesn't.
sub sizes { my ($address, $tries, $f, @sizes) = @_;
  my ($most, $over_, $left) = (0, 0, 0);
  my $end = sub { return if $over_; $over_ = 1; $f->($most) };
  my ($top) = sort { $b <=> $a } @sizes;
  for my $try (1 .. $tries) { for my $size (@sizes) {
    after(($try - 1) * 0.15, sub { return if $over_ || $size <= $most; echo(1, $address, $size, sub { $most = $size if $size > $most; $end->() if $size == $top }) });
  } }
  after(($tries - 1) * 0.15 + 0.6, $end);
}
# With a third word it is only asked whether the interface's own size passes; nothing is told when it doesn't.
$command{mtu} = sub { my ($peer, $address, $whole) = @_;
  begun();
  push @later, sub {
    my $max = route_mtu($address);
    my $end = sub { told('mtu', $peer, $max, $_[0]); ended() };
    my $narrow; $narrow = sub { my ($low, $high) = @_;
      if ($high - $low <= 1) { # a lost packet must not look like a narrow path
        return sizes($address, 6, sub { undef $narrow; $end->($_[0] || $low) }, $max) }
      my $step = ($high - $low) / 17; my %s = map { (int($low + $step * $_ + 0.5) => 1) } 1 .. 16; delete @s{$low, $high};
      my @s = sort { $a <=> $b } keys %s;
      sizes($address, 2, sub { my $most = $_[0]; my ($above) = grep { $_ > $most } @s; $narrow->($most || $low, $above || $high) }, @s);
    };
    soon(sub { sizes($address, 3, sub { return $end->($max) if $_[0] == $max; return ended() if $whole;
      sizes($address, 3, sub { $_[0] ? $narrow->(576, $max) : $end->(0) }, 576) }, $max) });
  };
};
`;
