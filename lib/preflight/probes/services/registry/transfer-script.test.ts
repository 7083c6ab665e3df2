import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { parseTransfer, transferBlob, transferBytes, transferScript } from './transfer-script';

test('registry.push-rate: what the script sends is the blob whose digest was promised', () => {
  const script = transferScript(new URL('http://127.0.0.1:1/'), '', 'n0nce');
  const body = /request\(\) \{ printf [^;]*; (.*); \}/.exec(script)?.[1] ?? '';
  const sent = execFileSync('bash', ['-c', body], { maxBuffer: 2 * transferBytes });
  expect(sent.equals(transferBlob('n0nce'))).toBe(true);
  expect(sent).toHaveLength(transferBytes);
});

test('registry.pull-rate: status, bytes and time of an answer over http', async () => {
  const server = createServer((request, response) =>
    response.end(`${request.headers.authorization} ${'x'.repeat(1000)}`),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/`);
  const { spawn } = await import('node:child_process');
  const bash = spawn('bash', ['-c', transferScript(url, '', null)]);
  bash.stdin.end('GET /v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic abc');
  let out = '';
  for await (const chunk of bash.stdout) out += chunk;
  server.close();
  const transfer = parseTransfer(out);
  expect(transfer?.status).toBe(200);
  expect(transfer?.bytes).toBeGreaterThan(1000);
  expect(transfer?.ns).toBeGreaterThan(0);
});

test('registry.pull-rate: what isn’t HTTP is no measurement', () => {
  expect(parseTransfer('')).toBeNull();
  expect(parseTransfer('SSH-2.0-x\n10\n1000')).toBeNull();
});
