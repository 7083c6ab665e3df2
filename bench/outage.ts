import { chromium } from '@playwright/test';
import { type RunningConsole, startConsole } from '../e2e/console';
import { createOwner, install, planForLab, review } from '../e2e/journey';
import { lab } from '../e2e/lab';
import {
  deployApplication,
  killUnderLoad,
  planRainbond,
  rainbondRuns,
  startMysql,
  storageForRainbond,
} from '../e2e/rainbond';
import { browserOptions } from './parts/browser';

/**
 * `./slipway bench outage`: three hosts become Kubernetes with Rainbond (the lab's stand-in) from the browser, then each of them in
 * turn loses its power, is switched on again and comes back before the next does. Seconds without an answer through the entry, for
 * the console and for an application. What is measured is the cluster, its VIP and how many replicas stand where; not Rainbond's gateway
 * (lab/rainbond/README.md).
 */
const names = ['node1', 'node2', 'node3'];
const seconds = (ms: number | null) => (ms === null ? null : Math.round(ms / 100) / 10);

let running: RunningConsole | undefined;
const browser = await chromium.launch(browserOptions());
try {
  await lab.run('bundle');
  const facts = await lab.fresh(names.length);
  const database = await startMysql();
  running = await startConsole();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  await createOwner(page, running.ownerLink);
  await planForLab(page, facts);
  await planRainbond(page, facts, database);
  await review(page);
  const pressed = await install(page);
  await storageForRainbond();
  await rainbondRuns(page);
  const installed = Date.now() - pressed;
  console.log(`Kubernetes and Rainbond: ${seconds(installed)} s`);
  await deployApplication();
  const outages = [];
  for (const name of names) {
    const outage = await killUnderLoad(facts, name);
    console.log(`${name}: console ${seconds(outage.console)} s, application ${seconds(outage.application)} s`);
    outages.push(outage);
  }
  console.log(
    JSON.stringify({
      console_s: outages.map((outage) => seconds(outage.console)),
      application_s: outages.map((outage) => seconds(outage.application)),
      killed: names,
      install_s: seconds(installed),
    }),
  );
  if (outages.some((outage) => outage.console === null || outage.application === null)) process.exitCode = 1;
} finally {
  await browser.close();
  await running?.stop();
  await lab.run('down');
}
