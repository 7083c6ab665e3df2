import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { proberScript } from './script';

const has = (program: string): boolean => {
  try {
    execFileSync('bash', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const languages = (['perl', 'python'] as const).filter((one) => has(one === 'perl' ? 'perl' : 'python3'));

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

/** A prober on this machine, without the questions that only root may ask. */
function prober(only: 'perl' | 'python', index: number, lifeSeconds = 20) {
  const script = proberScript({ nonce: 'n0nce', index, lifeSeconds, only });
  const child = spawn('bash', ['-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const until = async (line: string): Promise<string[]> => {
    await expect.poll(() => text.split('\n').includes(line), { timeout: 10_000, interval: 20 }).toBe(true);
    const lines = text.split('\n');
    const said = lines.slice(0, lines.indexOf(line));
    text = lines.slice(lines.indexOf(line) + 1).join('\n');
    return said;
  };
  return {
    ready: () => until('ready'),
    ask: (...lines: string[]) => {
      child.stdin?.write(`${[...lines, 'run'].join('\n')}\n`);
      return until('done');
    },
    end: () => {
      child.stdin?.end();
      return ended;
    },
    ended,
  };
}

/** Three ports that nobody has at this moment. */
async function freePorts(): Promise<[number, number, number]> {
  const servers = await Promise.all(
    [0, 1, 2].map(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports as [number, number, number];
}

test('this machine can run at least one of the two', () => {
  expect(languages.length).toBeGreaterThan(0);
});

for (const one of languages) {
  for (const other of languages) {
    test(`${one} asks ${other}: ports, wrong answerers and clocks`, async () => {
      const [open, closed, foreign] = await freePorts();
      const stranger = createServer((socket) => {
        socket.on('error', () => {});
        socket.end('SSH-2.0-x\r\n');
      });
      await new Promise<void>((resolve) => stranger.listen(foreign, '127.0.0.1', resolve));
      const [a, b] = [prober(one, 0), prober(other, 1)];
      await Promise.all([a.ready(), b.ready()]);
      const listen = [
        'skew 3000',
        `listen tcp 127.0.0.1 ${open}`,
        `listen udp 127.0.0.1 ${open}`,
        `listen tcp 127.0.0.1 ${foreign}`,
      ];
      expect(await b.ask(...listen)).toEqual([
        `bound tcp ${open} ok`,
        `bound udp ${open} ok`,
        `bound tcp ${foreign} EADDRINUSE`,
      ]);
      const said = await a.ask(
        `tcp 1 127.0.0.1 ${open} 3`,
        `tcp 2 127.0.0.1 ${open} 3`,
        `tcp 3 127.0.0.1 ${closed} 3`,
        `tcp 4 127.0.0.1 ${foreign} 3`,
        `udp 1 127.0.0.1 ${open} 3`,
        `udp 3 127.0.0.1 ${closed} 3`,
        `stream 1 127.0.0.1 ${open} 0.2`,
      );
      expect(said).toContain(`tcp 1 ${open} ok`);
      expect(said).toContain(`tcp 2 ${open} other 1`);
      expect(said).toContain(`tcp 3 ${closed} ECONNREFUSED`);
      expect(said).toContain(`tcp 4 ${foreign} wrong ${Buffer.from('SSH-2.0-x\r\n').toString('hex')}`);
      expect(said).toContain(`udp 1 ${open} 3 3 ok`);
      expect(said.find((line) => line.startsWith('udp 3'))).toMatch(/ 0 ECONNREFUSED$/);
      const [, , , bytes, seconds] = said.find((line) => line.startsWith('stream 1 ok'))?.split(' ') ?? [];
      expect(Number(bytes)).toBeGreaterThan(0);
      expect(Number(seconds)).toBeGreaterThan(0);
      const [, , , offset] = said.find((line) => line.startsWith('time 1'))?.split(' ') ?? [];
      expect(Number(offset)).toBeGreaterThan(2900);
      expect(Number(offset)).toBeLessThan(3100);
      stranger.close();
    });
  }

  test(`${one} ends with its stdin, and at its own deadline`, async () => {
    const gone = prober(one, 0);
    await gone.ready();
    expect(await gone.end()).toBe(0);
    const late = prober(one, 0, 1);
    await late.ready();
    expect(await late.ended).toBeNull();
  });
}

test('without either language one line says so', () => {
  const script = proberScript({ nonce: 'n', index: 0, lifeSeconds: 1 });
  const env = { ...process.env, PATH: '/nonexistent' };
  expect(execFileSync('/bin/bash', ['-c', script], { env, encoding: 'utf8' })).toMatch(/^(none|hello python .*)/);
});
