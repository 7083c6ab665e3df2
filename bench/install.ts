import { spawn } from 'node:child_process';
import { chromium } from '@playwright/test';
import { type RunningConsole, startConsole } from '../e2e/console';
import { createOwner, install, planForLab, review } from '../e2e/journey';
import { type LabFacts, lab } from '../e2e/lab';
import { browserOptions } from './parts/browser';
import { untilReady } from './parts/cluster-poller';

/**
 * `./slipway bench install`: wall time from pressing Install in the browser to all nodes and system pods Ready, against
 * the script by hand (`bench/by-hand/cluster-up`) on fresh hosts of the same lab with the same bundle, one after the
 * other, SLIPWAY_E2E_ROUNDS times (2). The same poller ends both. The browser stays on the run page, as a person would.
 */
const rounds = Number(process.env.SLIPWAY_E2E_ROUNDS ?? 2);
const nodes = 3;
const deadlineMs = 15 * 60_000;

type Round = { byHand: number; slipway: number };

function first(facts: LabFacts): { address: string; keyFile: string } {
  const host = facts.hosts[0];
  if (!host) throw new Error('the lab has no host');
  return { address: host.address, keyFile: facts.ssh.privateKeyFile };
}

async function byHand(): Promise<number> {
  const facts = await lab.fresh(nodes);
  const began = Date.now();
  const child = spawn(
    'bench/by-hand/cluster-up',
    facts.hosts.map((host) => host.address),
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`cluster-up ended with ${code}`))));
  });
  const [ready] = await Promise.all([untilReady({ ...first(facts), nodes, deadlineMs }), ended]);
  console.log(`by hand: ${((ready - began) / 1000).toFixed(1)} s`);
  return (ready - began) / 1000;
}

async function bySlipway(): Promise<number> {
  const facts = await lab.fresh(nodes);
  const browser = await chromium.launch(browserOptions());
  let running: RunningConsole | undefined;
  try {
    running = await startConsole();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
    await createOwner(page, running.ownerLink);
    await planForLab(page, facts);
    await review(page);
    const poller = untilReady({ ...first(facts), nodes, deadlineMs });
    const pressed = await install(page);
    const ready = await poller;
    await page.getByText('Kubernetes runs on 3 nodes').waitFor({ timeout: deadlineMs });
    console.log(
      await page
        .getByRole('navigation', { name: 'Phases' })
        .textContent()
        .catch(() => ''),
    );
    console.log(`Slipway: ${((ready - pressed) / 1000).toFixed(1)} s`);
    return (ready - pressed) / 1000;
  } finally {
    await browser.close();
    await running?.stop();
  }
}

const results: Round[] = [];
for (let round = 1; round <= rounds; round++) {
  const one: Round = { byHand: await byHand(), slipway: await bySlipway() };
  results.push(one);
  console.log(`round ${round}: by hand ${one.byHand.toFixed(1)} s, Slipway ${one.slipway.toFixed(1)} s`);
}
await lab.run('down');
const sum = (pick: (round: Round) => number) => results.reduce((total, round) => total + pick(round), 0);
console.log(
  JSON.stringify({
    ratio: Number((sum((round) => round.slipway) / sum((round) => round.byHand)).toFixed(3)),
    slipway_s: results.map((round) => round.slipway),
    by_hand_s: results.map((round) => round.byHand),
    rounds,
    nodes,
  }),
);
