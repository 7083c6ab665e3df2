import { describe, expect, it } from 'vitest';
import { causes, cluster, condition, job, kinds, now, pod, waiting } from '../rainbond-fixture';

const checker = (container = {}) =>
  pod('env-checker-gateway-x', {
    component: 'env-checker',
    labels: { 'job-name': 'env-checker-gateway' },
    phase: 'Failed',
    container: {
      state: { terminated: { exitCode: 1, message: 'checking\nport 80 is in use on 10.0.0.11\n' } },
      ...container,
    },
  });

describe('a Job that failed', () => {
  it('is a hook of the chart, with its last line and what it checked', () => {
    const found = causes({
      cluster: null,
      jobs: [job('env-checker-gateway', { hook: 'pre-install' })],
      pods: [checker()],
    });
    expect(found).toMatchObject([
      {
        kind: 'hook',
        subject: 'job rbd-system/env-checker-gateway',
        since: now - 5_000,
        values: { variant: 'hook', check: 'check_gateway', exitCode: 1, said: 'port 80 is in use on 10.0.0.11' },
      },
    ]);
  });

  it('is told before the Job says it itself, because a hook is tried once', () => {
    const early = job('env-checker-gateway', { hook: 'pre-install' });
    early.status = { failed: 1 };
    expect(kinds({ cluster: null, jobs: [early] })).toEqual(['hook hook']);
    early.status = { active: 1 };
    expect(kinds({ cluster: null, jobs: [early] })).toEqual([]);
  });

  it('is of an earlier try when helm has gone on since', () => {
    const jobs = [job('env-checker-gateway', { hook: 'pre-install', failedAgo: 60_000 })];
    expect(kinds({ cluster: cluster([condition('DNS', '', '', 0, 'True')], 30_000), jobs })).toEqual([]);
  });

  it('follows from an image that its pod can not get', () => {
    const pods = [checker({ state: waiting('ErrImagePull', 'not found').state })];
    expect(kinds({ cluster: null, jobs: [job('env-checker-gateway', { hook: 'pre-install' })], pods })).toEqual([
      'image-pull not-found',
    ]);
  });

  it("is the console's migration, which follows from its database", () => {
    const jobs = [job('rbd-app-ui-migrations')];
    const pods = [
      pod('rbd-app-ui-migrations-x', {
        component: 'rbd-app-ui-migrations',
        labels: { 'job-name': 'rbd-app-ui-migrations' },
        phase: 'Failed',
        container: { state: { terminated: { exitCode: 1 } } },
      }),
    ];
    expect(causes({ jobs, pods })).toMatchObject([
      { kind: 'hook', component: 'rbd-app-ui', values: { variant: 'job' } },
    ]);
    const down = cluster([condition('DatabaseConsole', 'DatabaseFailed', 'connection refused')]);
    expect(causes({ cluster: down, jobs, pods })).toMatchObject([
      { kind: 'database', values: { affected: 'rbd-app-ui' } },
    ]);
  });
});
