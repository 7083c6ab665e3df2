/** As many bytes as go to a peer's listener in so many seconds, counted there. */
export const perlStream = String.raw`
$command{stream} = sub { my ($peer, $address, $port, $seconds) = @_;
  begun();
  push @later, sub {
    my ($c, $over_, $text) = (undef, 0, ''); my $chunk = "\0" x 262144;
    my $end = sub { return if $over_; $over_ = 1; shut($c) if $c; told('stream', $peer, @_); ended() };
    socket($c, AF_INET, SOCK_STREAM, 0) or return $end->(code($!)); free($c);
    connect($c, pack_sockaddr_in($port, inet_aton($address))) or $! == EINPROGRESS or return $end->(code($!));
    my $until;
    after($seconds + 8, sub { $end->('timed-out') });
    on_read($c, sub {
      my $n = sysread $c, $text, 4096, length $text;
      return if !defined $n && $! == EAGAIN;
      return $end->('ok', $2, $3) if $text =~ /^slipway $nonce (\d+) (\d+) ([\d.]+)\n/ && $1 == $peer;
      $end->(defined $n ? 'closed' : code($!)) if !$n;
    });
    on_write($c, sub {
      if (!$until) {
        my $e = unpack 'i', getsockopt($c, SOL_SOCKET, SO_ERROR); return $end->(code($e)) if $e;
        syswrite $c, "stream $nonce\n"; $until = mono() + $seconds;
      }
      if (mono() >= $until) { on_write($c, undef); shutdown($c, 1); return }
      my $n = syswrite $c, $chunk; $end->(code($!)) if !defined $n && $! != EAGAIN;
    });
  };
};
`;
