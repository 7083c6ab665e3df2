/** What is said on the network card itself: ARP (RFC 5227: a question without a sender's address), and VRRP adverts. */
export const perlLink = String.raw`
my (%nic, %arp, @mtus);
sub interfaces {
  for my $name (map { s{.*/}{}r } glob '/sys/class/net/*') {
    my %f; for my $k (qw(ifindex address mtu type)) { open(my $h, '<', "/sys/class/net/$name/$k") or next; $f{$k} = <$h> // ''; chomp $f{$k} }
    next unless $f{ifindex};
    $nic{$name} = \%f; told('nic', $name, $f{ifindex}, $f{address} || '-', $f{mtu}, $f{type});
  }
  open(my $h, '-|', 'ip', '-o', '-4', 'addr', 'show') or return;
  while (<$h>) { next unless /^\d+:\s+(\S+)\s+inet (\S+?)(?:\/(\d+))?\s/; my ($n, $a, $p) = ($1, $2, $3 // 32); $n =~ s/@.*//; told('addr', $n, $a, $p); push @mtus, [$a, $nic{$n}{mtu}] if $nic{$n} }
}
sub route_mtu { my ($address) = @_;
  socket(my $s, AF_INET, SOCK_DGRAM, 0); connect($s, pack_sockaddr_in(9, inet_aton($address))) or return 1500;
  my (undef, $own) = unpack_sockaddr_in(getsockname $s); $own = inet_ntoa($own);
  for (@mtus) { return $$_[1] if $$_[0] eq $own } 1500;
}
sub link_socket { my ($name, $type, $protocol, $program) = @_;
  # without a protocol nothing comes before the filter is there
  socket(my $s, 17, $type, 0) or die "packet socket: $!\n";
  if ($program) { my ($p, $pointer) = filter(@$program); setsockopt($s, SOL_SOCKET, 26, $pointer) or die }
  bind($s, pack('SnlSCCx8', 17, $protocol, $nic{$name}{ifindex}, 0, 0, 0)) or die "$name: $!\n";
  free($s);
}
sub arp_on { my ($name) = @_;
  return $arp{$name} if $arp{$name};
  my $s = link_socket($name, SOCK_RAW, 0x0806); my $entry = { socket => $s, jobs => [] };
  on_read($s, sub {
    while (defined(recv($s, my $frame, 2048, 0))) {
      next if length $frame < 42;
      my ($from, $sender, $ip) = (unpack('H12', substr $frame, 6, 6), unpack('H12', substr $frame, 22, 6), inet_ntoa(substr $frame, 28, 4));
      for (@{$entry->{jobs}}) { $_->{who}{$sender} = 1 if $_->{address} eq $ip }
    }
  });
  $arp{$name} = $entry;
}
$command{arp} = sub { my ($tag, $name, $address) = @_;
  begun();
  push @later, sub {
    my $n = $nic{$name};
    if (!$n || $n->{type} != 1) { told('arp', $tag, $address, $n ? 'no-arp' : 'no-interface'); return ended() }
    my $entry = arp_on($name); my $job = { address => $address, who => {} }; push @{$entry->{jobs}}, $job;
    my $mac = pack 'H12', $n->{address} =~ tr/://dr;
    for my $i (0 .. 2) { after($i * 0.5 + rand(0.2), sub { send($entry->{socket}, pack('a6a6nnnCCna6a4a6a4', "\xff" x 6, $mac, 0x0806, 1, 0x0800, 6, 4, 1, $mac, "\0" x 4, "\0" x 6, inet_aton($address)), 0) }) }
    after(2.2, sub {
      my %own = map { ($_->{address} =~ tr/://dr => 1) } values %nic;
      told('arp', $tag, $address, 'heard', map { join ':', /../g } grep { !$own{$_} } sort keys %{$job->{who}}); ended();
    });
  };
};
# begins at once, beside whatever else is asked; once per interface
my %hears;
sub hear { my ($name, $seconds) = @_;
    return $hears{$name} if $hears{$name};
    my $n = $nic{$name} or return undef;
    my $entry = $hears{$name} = { over => 0, then => [] };
    my $s = link_socket($name, SOCK_DGRAM, 0x0800, [[0x30, 0, 0, 9], [0x15, 0, 1, 112], [6, 0, 0, 0xffff], [6, 0, 0, 0]]);
    # a switch that snoops sends groups only where somebody joined; 35 is IP_ADD_MEMBERSHIP
    socket(my $member, AF_INET, SOCK_DGRAM, 0); setsockopt($member, 0, 35, pack('a4a4l', inet_aton('224.0.0.18'), "\0" x 4, $n->{ifindex}));
    my %heard;
    on_read($s, sub { while (defined(recv($s, my $packet, 2048, 0))) {
      my $head = (ord($packet) & 15) * 4; next if length $packet < $head + 8;
      my $line = inet_ntoa(substr $packet, 12, 4) . ' ' . unpack('H*', substr $packet, $head);
      told('vrrp', $name, 'heard', $line) unless $heard{$line}++;
    } });
    after($seconds, sub { shut($s); close $member; told('vrrp', $name, 'listened', $seconds); $entry->{over} = 1; $_->() for @{$entry->{then}} });
    $entry;
}
$command{hear} = \&hear;
# is over when that is over, whenever it began
$command{vrrp} = sub { my ($name, $seconds) = @_;
  begun();
  push @later, sub {
    my $entry = hear($name, $seconds); if (!$entry) { told('vrrp', $name, 'no-interface'); return ended() }
    if ($entry->{over}) { ended() } else { push @{$entry->{then}}, \&ended }
  };
};
`;
