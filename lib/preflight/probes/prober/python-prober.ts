/**
 * The prober of perl-*.ts once more, line by line the same on stdin and stdout, for hosts of the RHEL family: those have a
 * Python for their package manager (3.6 on RHEL 8) and need not have Perl.
 */
export const pythonProber = String.raw`
import array, ctypes, errno, fcntl, heapq, os, random, re, select, signal, socket, struct, subprocess, sys, time
nonce, me, life, skew = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), 0.0
signal.alarm(life); signal.signal(signal.SIGPIPE, signal.SIG_IGN)
try: ctypes.CDLL(None).prctl(15, b'slipway-probe', 0, 0, 0)
except Exception: pass
mono, wall = time.monotonic, time.time
def told(*words): sys.stdout.write(' '.join(str(w) for w in words) + '\n'); sys.stdout.flush()
at, count, readers, writers = [], [0], {}, {}
def after(seconds, f): count[0] += 1; heapq.heappush(at, (mono() + seconds, count[0], f))
spread = [0.0]
def set_spread(seconds): spread[0] = float(seconds)
def soon(f):
  if spread[0] > 0: after(random.random() * spread[0], f)
  else: f()
def on_read(s, f): readers[s.fileno()] = f
def on_write(s, f):
  if f: writers[s.fileno()] = f
  else: writers.pop(s.fileno(), None)
def shut(s):
  n = s.fileno()
  if n >= 0: readers.pop(n, None); writers.pop(n, None); s.close()
def code(e): return errno.errorcode.get(e.errno or 0, 'E%s' % e.errno)
class State: jobs = 0; started = False; over = False; busy = 0; seq = 0
st = State(); later, best, waiting, opened = [], {}, [], []
def begun(): st.jobs += 1
def ended(): st.jobs -= 1; finish()
def finish():
  if st.jobs > 0 or not st.started: return
  for peer in sorted(best): told('time', peer, '%.3f' % (best[peer][0] * 1000), '%.3f' % (best[peer][1] * 1000))
  best.clear(); st.started = False; told('done')
def set_skew(ms):
  global skew
  skew = float(ms)
def run():
  signal.alarm(life); st.started = True; now = later[:]; del later[:]
  for f in now: f()
  finish()
def answer(line, got):
  m = re.match(r'slipway (\w+) (\d+)$', line)
  if not m or m.group(1) != nonce: return None
  return ('slipway %s %d %s %.6f %.6f\n' % (nonce, me, m.group(2), got + skew / 1000, wall() + skew / 1000)).encode()
mine = set()
def listen(kind, address, port):
  if (kind, address, port) in mine: return told('bound', kind, port, 'ok')
  s = socket.socket(socket.AF_INET, socket.SOCK_STREAM if kind == 'tcp' else socket.SOCK_DGRAM)
  try:
    if kind == 'tcp': s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((address, int(port)))
    if kind == 'tcp': s.listen(256)
  except OSError as e: told('bound', kind, port, code(e)); s.close(); return
  told('bound', kind, port, 'ok'); s.setblocking(False); opened.append(s); mine.add((kind, address, port))
  def taken():
    while True:
      try: c, _ = s.accept()
      except OSError: return
      served(c)
  def asked():
    while True:
      try: data, who = s.recvfrom(9000)
      except OSError: return
      a = answer(data.decode('latin1').rstrip('\n'), wall())
      if a:
        try: s.sendto(a, who)
        except OSError: pass
  on_read(s, taken if kind == 'tcp' else asked)
def served(c):
  c.setblocking(False); box = {'text': '', 'counting': False, 'bytes': 0, 'first': 0, 'last': 0}
  def read():
    try: data = c.recv(1048576 if box['counting'] else 4096)
    except BlockingIOError: return
    except OSError: return shut(c)
    if box['counting']:
      if data:
        box['last'] = mono()
        if box['first']: box['bytes'] += len(data)
        else: box['first'] = box['last']
        return
      try: c.send(('slipway %s %d %d %.6f\n' % (nonce, me, box['bytes'], box['last'] - box['first'])).encode())
      except OSError: pass
      return shut(c)
    got = wall(); box['text'] += data.decode('latin1')
    if not data or len(box['text']) > 4096: return shut(c)
    while '\n' in box['text']:
      line, box['text'] = box['text'].split('\n', 1)
      if line == 'stream ' + nonce:
        box['counting'] = True; return
      a = answer(line, got)
      if not a: return shut(c)
      try: c.send(a)
      except OSError: return shut(c)
  on_read(c, read)
def timed(peer, t1, t2, t3, t4):
  delay, offset = (t4 - t1) - (t3 - t2), ((t2 - t1) + (t3 - t4)) / 2
  if peer not in best or delay < best[peer][0]: best[peer] = (delay, offset)
said = re.compile(r'slipway (\w+) (\d+) (\d+) ([\d.]+) ([\d.]+)\n$')
def pump():
  while st.busy < 128 and waiting: st.busy += 1; waiting.pop(0)()
def tcp(peer, address, port, times):
  peer, times = int(peer), int(times); begun()
  def go(): waiting.append(lambda: ask_tcp(peer, address, int(port), times)); pump()
  later.append(lambda: soon(go))
def ask_tcp(peer, address, port, times):
  c = socket.socket(socket.AF_INET, socket.SOCK_STREAM); c.setblocking(False)
  box = {'over': False, 'text': '', 'seq': 0, 't1': 0, 'up': False}
  def end(*words):
    if box['over']: return
    box['over'] = True; shut(c); told('tcp', peer, port, *words); st.busy -= 1; ended(); pump()
  def ask():
    box['seq'] += 1; box['t1'] = wall() + skew / 1000
    try: c.send(('slipway %s %d\n' % (nonce, box['seq'])).encode())
    except OSError as e: end(code(e))
  def read():
    try: data = c.recv(4096)
    except BlockingIOError: return
    except OSError as e: return end(code(e))
    t4 = wall() + skew / 1000; box['text'] += data.decode('latin1'); text = box['text']
    odd = text.encode('latin1')[:40].hex()
    if not data: return end(*(('wrong', odd) if text else ('closed',)))
    if '\n' not in text and len(text) < 200: return
    m = said.match(text)
    if not m or m.group(1) != nonce: return end('wrong', odd)
    if int(m.group(2)) != peer: return end('other', m.group(2))
    timed(peer, box['t1'], float(m.group(4)), float(m.group(5)), t4); box['text'] = ''
    if box['seq'] < times: ask()
    else: end('ok')
  def connected():
    e = c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if e: return end(errno.errorcode.get(e, 'E%d' % e))
    box['up'] = True; on_write(c, None); on_read(c, read); after(3, lambda: end('silent')); ask()
  e = c.connect_ex((address, port))
  if e and e != errno.EINPROGRESS: return end(errno.errorcode.get(e, 'E%d' % e))
  after(4, lambda: None if box['up'] else end('timed-out')); on_write(c, connected)
def udp(peer, address, port, times):
  peer, times = int(peer), int(times); begun()
  def go():
    c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); c.setblocking(False)
    box = {'over': False, 'got': 0, 'refused': False, 'odd': '', 'sent': 0}; sent = {}
    try: c.connect((address, int(port)))
    except OSError as e: told('udp', peer, port, times, 0, code(e)); c.close(); return ended()
    def end():
      if box['over']: return
      box['over'] = True; shut(c)
      state = ('ok',) if box['got'] else ('wrong', box['odd']) if box['odd'] else ('ECONNREFUSED',) if box['refused'] else ('timed-out',)
      told('udp', peer, port, box['sent'] or 1, box['got'], *state); ended()
    def read():
      while not box['over']:
        try: data = c.recv(9000)
        except ConnectionRefusedError: box['refused'] = True; return
        except OSError: return
        t4 = wall() + skew / 1000; m = said.match(data.decode('latin1'))
        if m and m.group(1) == nonce and int(m.group(2)) == peer:
          t1 = sent.pop(int(m.group(3)), None)
          if t1 is None: continue
          box['got'] += 1; timed(peer, t1, float(m.group(4)), float(m.group(5)), t4)
          if box['got'] == times: end()
        elif not box['odd']: box['odd'] = data[:40].hex()
    on_read(c, read)
    def ask(i):
      if box['over']: return
      box['sent'] += 1; sent[i] = wall() + skew / 1000
      try: c.send(('slipway %s %d' % (nonce, i)).encode())
      except ConnectionRefusedError: box['refused'] = True
      except OSError: pass
    for i in range(1, times + 1): after((i - 1) * 0.1 + random.random() * 0.05, lambda i=i: ask(i))
    after(times * 0.1 + 1, end)
  later.append(lambda: soon(go))
ident = os.getpid() & 0xffff; echoes, icmp, keep = {}, {}, []
def attach(s, *program):
  b = ctypes.create_string_buffer(b''.join(struct.pack('HBBI', *p) for p in program)); keep.append(b)
  s.setsockopt(socket.SOL_SOCKET, 26, struct.pack('HL', len(program), ctypes.addressof(b)))
def icmp_socket(probe):
  s = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
  attach(s, (0xb1, 0, 0, 0), (0x48, 0, 0, 4), (0x15, 0, 1, ident), (6, 0, 0, 0xffff), (6, 0, 0, 0))
  s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4194304)
  if probe: s.setsockopt(0, 10, 3)
  s.setsockopt(socket.SOL_SOCKET, 29, 1); s.setblocking(False)
  def read():
    while True:
      try: packet, more, _, _ = s.recvmsg(65535, 64)
      except OSError: return
      now = wall()
      for level, kind, data in more:
        if level == socket.SOL_SOCKET and kind == 29 and len(data) >= 16: sec, usec = struct.unpack('qq', data[:16]); now = sec + usec / 1e6
      head = (packet[0] & 15) * 4
      if len(packet) < head + 8 or packet[head] != 0: continue
      f = echoes.pop(struct.unpack('!H', packet[head + 6:head + 8])[0], None)
      if f: f(now)
  on_read(s, read); return s
def echo(probe, address, size, f):
  if probe not in icmp: icmp[probe] = icmp_socket(probe)
  st.seq = (st.seq + 1) & 0xffff; seq = st.seq; data = b's' * (size - 28)
  body = struct.pack('!BBHHH', 8, 0, 0, ident, seq) + data
  total = sum(struct.unpack('!%dH' % ((len(body) + 1) // 2), body + (b'\0' if len(body) & 1 else b'')))
  total = (total & 0xffff) + (total >> 16); total += total >> 16
  echoes[seq] = f; t = wall()
  try: icmp[probe].sendto(struct.pack('!BBHHH', 8, 0, ~total & 0xffff, ident, seq) + data, (address, 0))
  except OSError: echoes.pop(seq, None)
  return t
def ping(peer, address, times, every):
  times, every = int(times), int(every) / 1000.0; begun()
  def go():
    took = []; phase = random.random() * every; state = {'over': False}
    def one():
      box = {}
      def heard(now):
        took.append(max(0, (now - box['t']) * 1000))
        if len(took) == times: end()
      box['t'] = echo(0, address, 84, heard)
    for i in range(times): after(phase + i * every, one)
    def end():
      if state['over']: return
      state['over'] = True; told('ping', peer, times, len(took), *(['%.3f' % v for v in (min(took), sum(took) / len(took), max(took))] if took else [])); ended()
    after(phase + times * every + 2, end)
  later.append(go)
def sizes(address, tries, f, wanted):
  box = {'most': 0, 'over': False}; top = max(wanted)
  def end():
    if not box['over']: box['over'] = True; f(box['most'])
  def ask(size):
    if box['over'] or size <= box['most']: return
    def heard(now):
      box['most'] = max(box['most'], size)
      if size == top: end()
    echo(1, address, size, heard)
  for i in range(tries):
    for size in wanted: after(i * 0.15, lambda size=size: ask(size))
  after((tries - 1) * 0.15 + 0.6, end)
def mtu(peer, address, whole=None):
  begun()
  def go():
    top = route_mtu(address)
    def end(found): told('mtu', peer, top, found); ended()
    def narrow(low, high):
      if high - low <= 1: return sizes(address, 6, lambda most: end(most or low), [top])
      step = (high - low) / 17.0; some = sorted({int(low + step * k + 0.5) for k in range(1, 17)} - {low, high})
      def heard(most): above = [s for s in some if s > most]; narrow(most or low, above[0] if above else high)
      sizes(address, 2, heard, some)
    sizes(address, 3, lambda most: end(top) if most == top else ended() if whole else sizes(address, 3, lambda any_: narrow(576, top) if any_ else end(0), [576]), [top])
  later.append(lambda: soon(go))
nics, mtus, arps = {}, [], {}
def interfaces():
  for name in sorted(os.listdir('/sys/class/net')):
    f = {}
    for key in ('ifindex', 'address', 'mtu', 'type'):
      try:
        with open('/sys/class/net/%s/%s' % (name, key)) as h: f[key] = h.read().strip()
      except OSError: f[key] = ''
    if f['ifindex']: nics[name] = f; told('nic', name, f['ifindex'], f['address'] or '-', f['mtu'], f['type'])
  for line in subprocess.Popen(['ip', '-o', '-4', 'addr', 'show'], stdout=subprocess.PIPE, universal_newlines=True).communicate()[0].split('\n'):
    m = re.match(r'\d+:\s+(\S+)\s+inet ([\d.]+)(?:/(\d+))?\s', line)
    if m:
      name = m.group(1).split('@')[0]; told('addr', name, m.group(2), m.group(3) or 32)
      if name in nics: mtus.append((m.group(2), int(nics[name]['mtu'])))
def route_mtu(address):
  s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
  try: s.connect((address, 9)); own = s.getsockname()[0]
  except OSError: return 1500
  finally: s.close()
  return ([m for a, m in mtus if a == own] + [1500])[0]
def arp_on(name):
  if name in arps: return arps[name]
  s = socket.socket(17, socket.SOCK_RAW, 0); s.bind((name, 0x0806)); s.setblocking(False); jobs = []
  def read():
    while True:
      try: frame = s.recv(2048)
      except OSError: return
      if len(frame) >= 42:
        for address, who in jobs:
          if socket.inet_ntoa(frame[28:32]) == address: who.add(frame[22:28].hex())
  on_read(s, read); arps[name] = (s, jobs); return arps[name]
def arp(tag, name, address):
  begun()
  def go():
    n = nics.get(name)
    if not n or n['type'] != '1': told('arp', tag, address, 'no-arp' if n else 'no-interface'); return ended()
    s, jobs = arp_on(name); who = set(); jobs.append((address, who)); mac = bytes.fromhex(n['address'].replace(':', ''))
    frame = b'\xff' * 6 + mac + struct.pack('!HHHBBH', 0x0806, 1, 0x0800, 6, 4, 1) + mac + b'\0' * 10 + socket.inet_aton(address)
    for i in range(3): after(i * 0.5 + random.random() * 0.2, lambda: s.send(frame))
    def end():
      own = {x['address'].replace(':', '') for x in nics.values()}
      told('arp', tag, address, 'heard', *[':'.join(re.findall('..', m)) for m in sorted(who - own)]); ended()
    after(2.2, end)
  later.append(go)
hears = {}
def hear(name, seconds):
    if name in hears: return hears[name]
    if name not in nics: return None
    entry = hears[name] = {'over': False, 'then': []}
    s = socket.socket(17, socket.SOCK_DGRAM, 0); attach(s, (0x30, 0, 0, 9), (0x15, 0, 1, 112), (6, 0, 0, 0xffff), (6, 0, 0, 0))
    s.bind((name, 0x0800)); s.setblocking(False); heard = set()
    member = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    member.setsockopt(0, 35, socket.inet_aton('224.0.0.18') + b'\0' * 4 + struct.pack('i', int(nics[name]['ifindex'])))
    def read():
      while True:
        try: packet = s.recv(2048)
        except OSError: return
        head = (packet[0] & 15) * 4
        if len(packet) >= head + 8:
          line = socket.inet_ntoa(packet[12:16]) + ' ' + packet[head:].hex()
          if line not in heard: heard.add(line); told('vrrp', name, 'heard', line)
    on_read(s, read)
    def end():
      shut(s); member.close(); told('vrrp', name, 'listened', seconds); entry['over'] = True
      for f in entry['then']: f()
    after(float(seconds), end); return entry
def vrrp(name, seconds):
  begun()
  def go():
    entry = hear(name, seconds)
    if not entry: told('vrrp', name, 'no-interface'); return ended()
    if entry['over']: ended()
    else: entry['then'].append(ended)
  later.append(go)
def stream(peer, address, port, seconds):
  begun(); seconds = float(seconds)
  def go():
    c = socket.socket(socket.AF_INET, socket.SOCK_STREAM); c.setblocking(False); chunk = b'\0' * 262144; box = {'over': False, 'text': '', 'until': 0}
    def end(*words):
      if box['over']: return
      box['over'] = True; shut(c); told('stream', peer, *words); ended()
    def read():
      try: data = c.recv(4096)
      except BlockingIOError: return
      except OSError as e: return end(code(e))
      box['text'] += data.decode('latin1'); m = re.match(r'slipway (\w+) (\d+) (\d+) ([\d.]+)\n', box['text'])
      if m and m.group(1) == nonce and m.group(2) == peer: return end('ok', m.group(3), m.group(4))
      if not data: end('closed')
    def write():
      try:
        if not box['until']:
          e = c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
          if e: return end(errno.errorcode.get(e, 'E%d' % e))
          c.send(('stream %s\n' % nonce).encode()); box['until'] = mono() + seconds
        if mono() >= box['until']: on_write(c, None); c.shutdown(socket.SHUT_WR); return
        c.send(chunk)
      except BlockingIOError: return
      except OSError as e: end(code(e))
    e = c.connect_ex((address, int(port)))
    if e and e != errno.EINPROGRESS: return end(errno.errorcode.get(e, 'E%d' % e))
    after(seconds + 8, lambda: end('timed-out')); on_read(c, read); on_write(c, write)
  later.append(go)
def stop(): st.over = True
commands = {'run': run, 'spread': set_spread, 'stop': stop, 'listen': listen, 'tcp': tcp, 'udp': udp, 'ping': ping, 'mtu': mtu, 'arp': arp, 'vrrp': vrrp, 'hear': hear, 'skew': set_skew, 'stream': stream}
typed = ['']
def read_commands():
  try: data = os.read(0, 65536)
  except BlockingIOError: return
  if not data: st.over = True; return
  typed[0] += data.decode('latin1')
  while '\n' in typed[0]:
    line, typed[0] = typed[0].split('\n', 1); words = line.split()
    if words and words[0] in commands: commands[words[0]](*words[1:])
    elif words: told('error', 'unknown', words[0])
told('hello', 'python', nonce)
interfaces()
told('ready')
fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_NONBLOCK); readers[0] = read_commands
while not st.over:
  r, w, _ = select.select(list(readers), list(writers), [], max(0, at[0][0] - mono()) if at else 1)
  for n in w:
    f = writers.get(n)
    if f: f()
  for n in r:
    f = readers.get(n)
    if f: f()
  now = mono()
  while at and at[0][0] <= now: heapq.heappop(at)[2]()
`;
