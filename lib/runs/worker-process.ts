import { Pool } from 'pg';
import { FakeHosts } from './fake-hosts';
import { startQueue } from './queue';
import { testEngine } from './testing';
import { startWorking } from './work-queue';

/** For tests: a process that drives runs on hosts in memory whose acts never end, until it is killed. */
const url = process.argv[2] ?? '';
const hosts = new FakeHosts();
hosts.on = (point, _host, step) => {
  if (point === 'start') hosts.behaviours.set(step, { until: new Promise<void>(() => {}) });
  if (point === 'follow') process.stdout.write('acting\n');
};
await startWorking({
  boss: await startQueue(url),
  url,
  engine: testEngine(new Pool({ connectionString: url, max: 4 }), hosts),
});
process.stdout.write('working\n');
