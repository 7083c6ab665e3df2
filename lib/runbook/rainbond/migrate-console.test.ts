import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rainbondSchema } from '@/lib/plan/schema';
import { CompileError } from '../compile-error';
import { render } from '../render';
import type { Runbook, Step } from '../runbook';
import { compileConsoleMigration, compileConsoleReturn, dockerConsoleDefaults } from './migrate-console';
import { choices, planWith, targetOf } from './testing';

const rainbond = rainbondSchema.parse({ kind: '5.17' });
const external = choices.database.find(({ kind }) => kind === 'external');
const plan = planWith({ database: external, rainbond });
const old = { ...dockerConsoleDefaults, host: plan.hosts[1]?.name ?? '' };
const values = {
  secrets: { 'database-password': 'lab\'s "$pw"\\' },
  outputs: {
    'migration-kubeconfig': 'apiVersion: v1\n',
    'console-image': 'registry.example/goodrain/rainbond:v5.17.3-release-allinone',
  },
};

test('a built-in database is no place for a console that moves', () => {
  const builtIn = planWith({ database: choices.database[0], rainbond });
  expect(() => compileConsoleMigration(targetOf(builtIn), old)).toThrow(CompileError);
});

test('the password of the database stands only in files that root alone reads and that go with their step', () => {
  const { steps, secrets } = compileConsoleMigration(targetOf(plan), old);
  const naming = steps.filter((step) => JSON.stringify(step).includes('secret:database-password'));
  expect(naming.map(({ action }) => action)).toEqual(['console-component']);
  for (const { files, observe, act, verify } of naming) {
    expect(files.every(({ path: at, mode }) => at.startsWith('/run/slipway/') && mode === '0600')).toBe(true);
    expect(observe + act + verify).not.toContain('@{secret');
  }
  expect(secrets.map(({ id }) => id)).toEqual(['database-password']);
});

test('with a stored kubeconfig both directions ask for it, and only the move for the password', () => {
  const target = targetOf(plan, { runner: { host: 'node-1', kubeconfig: 'secret', zstd: false } });
  const ids = (compile: typeof compileConsoleMigration) => compile(target, old).secrets.map(({ id }) => id);
  expect(ids(compileConsoleMigration)).toEqual(['database-password', 'kubeconfig']);
  expect(ids(compileConsoleReturn)).toEqual(['kubeconfig']);
});

/** Docker and kubectl as scripts that keep their state in files: what of it the steps touch, and no more. Test doubles. */
const docker = `#!/usr/bin/env bash
state=$LAB/docker
case $1 in
  inspect) case $3 in
    *Running*RestartPolicy*) echo "$(cat "$state/running") $(cat "$state/restart")" ;;
    *Running*) cat "$state/running" ;;
    *RestartPolicy*) cat "$state/restart" ;;
    *Image*) echo registry.example/goodrain/rainbond:v5.17.3-release-allinone ;;
  esac ;;
  exec) text=$(cat)
    case $text in
      *create_backup*) echo '>>> backup rainbond-console-backup-data-20261127230000.tar.gz' ;;
      *rows*) cat "$state/rows" ;;
    esac ;;
  cp) cp "$state/backup.tar.gz" "$3" ;;
  update) echo "\${2#--restart=}" > "$state/restart" ;;
  stop) echo false > "$state/running" ;;
  start) echo true > "$state/running" ;;
esac`;
const kubectl = `#!/usr/bin/env bash
state=$LAB/cluster
while [ "$1" = -n ]; do shift 2; done
case $1 in
  config) echo 'apiVersion: v1' ;;
  apply) cp "$3" "$state/component.yaml" ;;
  patch) cp "\${@: -1}" "$state/patch.json" ;;
  delete) rm -f "$state/component.yaml" ;;
  get) case "$*" in
    *uiDatabase*) [ -f "$state/patch.json" ] && echo 10.0.0.51 ;;
    *"-l slipway.io/migrated-console"*) [ ! -f "$state/component.yaml" ] || echo rbdcomponent/rbd-app-ui ;;
    *rainbondclusters*) [ -f "$state/rainbond" ] && echo rainbondcluster/rainbondcluster ;;
    *rbdcomponents*) cat "$state/mark" 2>/dev/null || { [ ! -f "$state/component.yaml" ] || echo true; } ;;
    *pods*) [ ! -f "$state/component.yaml" ] || echo rbd-app-ui-1 ;;
  esac ;;
  exec) shift; [ "$1" = -i ] && shift; shift 2
    case "$*" in
      *'cat > '*) cat > "$state/uploaded" ;;
      *'rm -f'*) rm -f "$state/uploaded" ;;
      *'tar -C'*) mkdir -p "$state/cloudadaptor"; tar -C "$state/cloudadaptor" -xf - ;;
      *find*wc*) find "$state/cloudadaptor/enterprise" -type f | wc -l ;;
      *) text=$(cat); case $text in
        *recover_platform_data*) [ -s "$state/uploaded" ] && echo '>>> restored' ;;
        *rows*) cat "$state/rows" ;;
      esac ;;
    esac ;;
esac`;

describe('on a host with Docker and a cluster', () => {
  let lab: string;
  let server: Server;
  let port: number;
  const rows = 'rows region_info 1\nrows tenant_info 4\nrows user_info 12\n';
  const write = (name: string, text: string) => writeFileSync(path.join(lab, name), text);
  const read = (name: string) => readFileSync(path.join(lab, name), 'utf8').trim();

  beforeAll(async () => {
    server = createServer((_, response) => response.end('console'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    lab = mkdtempSync(path.join(tmpdir(), 'slipway-console-'));
    for (const folder of ['bin', 'docker', 'cluster', 'data/cloudadaptor/enterprise', 'run', 'lib'])
      mkdirSync(path.join(lab, folder), { recursive: true });
    for (const [name, text] of [
      ['docker', docker],
      ['kubectl', kubectl],
    ] as const) {
      write(`bin/${name}`, text);
      chmodSync(path.join(lab, 'bin', name), 0o755);
    }
    write('docker/running', 'true\n');
    write('docker/restart', 'always\n');
    write('docker/rows', rows);
    write('cluster/rows', rows);
    write('cluster/rainbond', '');
    write('data/cloudadaptor/enterprise/cluster.yaml', 'nodes: []\n');
    write('console_data.json', '[]');
    write('version', '5.17');
    execFileSync('tar', [
      '-C',
      lab,
      '-czf',
      path.join(lab, 'docker/backup.tar.gz'),
      './console_data.json',
      './version',
    ]);
  });
  afterEach(() => rmSync(lab, { recursive: true, force: true }));

  const runbook = (compile: typeof compileConsoleMigration): Runbook =>
    compile(targetOf(plan, { entryAddress: '127.0.0.1' }), { ...old, dataFolder: `${lab}/data`, port });

  /** A script of a step as the host would run it, below the lab's folder. */
  function run(step: Step, part: 'observe' | 'act' | 'verify'): Promise<{ code: number; out: string }> {
    const rendered = render(step, values);
    const local = (text: string) =>
      text
        .replaceAll('/run/slipway', `${lab}/run/slipway`)
        .replaceAll('/var/lib/slipway', `${lab}/lib/slipway`)
        .replaceAll(' 7070 ', ` ${port} `)
        .replace(/export PATH=\S+/, `export PATH=${lab}/bin:$PATH`);
    for (const { path: at, content } of rendered.files) {
      mkdirSync(path.dirname(local(at)), { recursive: true });
      writeFileSync(local(at), content);
    }
    // Not in one go: the console that is asked lives in this process.
    return new Promise((resolve) => {
      execFile(
        'bash',
        ['-c', `set -Eeuo pipefail\n${local(rendered[part])}`],
        { env: { ...process.env, LAB: lab } },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? -1) : 0, out: stdout + stderr }),
      );
    });
  }

  /** As the engine would: what is as wanted is passed over, and the first step that fails ends it. */
  async function carryOut({ steps }: Runbook): Promise<{ action: string; out: string } | null> {
    for (const step of steps) {
      const asked = await run(step, 'observe');
      if (asked.code === 0) continue;
      if (asked.code !== 1) return { action: step.action, out: asked.out };
      for (const part of ['act', 'verify'] as const) {
        const did = await run(step, part);
        if (did.code !== 0) return { action: step.action, out: did.out };
      }
    }
    return null;
  }

  test('the data comes over, the records too, and the old console is stopped and not started again by itself', async () => {
    expect(await carryOut(runbook(compileConsoleMigration))).toBeNull();
    expect(read('docker/running')).toBe('false');
    expect(read('docker/restart')).toBe('no');
    expect(read('cluster/cloudadaptor/enterprise/cluster.yaml')).toBe('nodes: []');
    expect(existsSync(path.join(lab, 'cluster/uploaded'))).toBe(false);
    const component = read('cluster/component.yaml');
    expect(component).toContain('image: "registry.example/goodrain/rainbond:v5.17.3-release-allinone"');
    expect(component).toContain(String.raw`value: "lab's \"$pw\"\\"`);
    expect(JSON.parse(read('cluster/patch.json'))).toMatchObject({
      spec: { uiDatabase: { host: '10.0.0.51', password: 'lab\'s "$pw"\\' } },
    });
  });

  test('rows that did not come over stop it while the old console still runs', async () => {
    write('cluster/rows', rows.replace('user_info 12', 'user_info 11'));
    const failed = await carryOut(runbook(compileConsoleMigration));
    expect(failed).toMatchObject({ action: 'console-restore' });
    expect(failed?.out).toContain('user_info: 12 in the old console, 11 in the new one');
    expect(read('docker/running')).toBe('true');
  });

  test('a backup without the console’s data is none', async () => {
    write('docker/backup.tar.gz', 'not an archive');
    expect(await carryOut(runbook(compileConsoleMigration))).toMatchObject({ action: 'console-backup' });
    expect(existsSync(path.join(lab, 'cluster/component.yaml'))).toBe(false);
  });

  test('a console that the cluster has already is not touched', async () => {
    write('cluster/mark', 'false');
    const failed = await carryOut(runbook(compileConsoleMigration));
    expect(failed).toMatchObject({ action: 'console-component' });
    expect(failed?.out).toContain('has a console already');
  });

  test('a cluster without Rainbond is said to be one', async () => {
    rmSync(path.join(lab, 'cluster/rainbond'));
    const failed = await carryOut(runbook(compileConsoleMigration));
    expect(failed).toMatchObject({ action: 'console-access' });
  });

  test('the way back starts the old console as it was started before, and takes the new one away', async () => {
    expect(await carryOut(runbook(compileConsoleMigration))).toBeNull();
    expect(await carryOut(runbook(compileConsoleReturn))).toBeNull();
    expect(read('docker/running')).toBe('true');
    expect(read('docker/restart')).toBe('always');
    expect(existsSync(path.join(lab, 'cluster/component.yaml'))).toBe(false);
    // A second time there is nothing to do.
    for (const step of runbook(compileConsoleReturn).steps) expect((await run(step, 'observe')).code).toBe(0);
  });
});
