import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type BundleIndex, bundleIndexSchema, emptyBundle } from '@/lib/plan/bundle-index';
import { type FactsByHost, hostFactsSchema } from '@/lib/plan/facts';
import { migratePlan } from '@/lib/plan/migrate-plan';
import type { Plan } from '@/lib/plan/schema';
import { compile } from './compile';
import { compileConsoleMigration, compileConsoleReturn, dockerConsoleDefaults } from './rainbond/migrate-console';
import { entryAddressOf } from './rainbond/target';
import { compileUninstall } from './rainbond/uninstall';
import type { Runbook } from './runbook';

const golden = join(import.meta.dirname, 'golden');
const yaml = (path: string): unknown => parse(readFileSync(join(golden, path), 'utf8'));

/** What the golden cases compile from; a case's facts stand on the usual ones. */
export function goldenInput(name: string): { plan: Plan; facts: FactsByHost } {
  const own = z.record(z.string(), z.record(z.string(), z.unknown())).parse(yaml(`${name}/facts.yaml`));
  const usual = z.record(z.string(), z.unknown()).parse(yaml('usual-facts.yaml'));
  const facts = Object.entries(own).map(([host, found]) => [host, hostFactsSchema.parse({ ...usual, ...found })]);
  return { plan: migratePlan(yaml(`${name}/plan.yaml`)), facts: Object.fromEntries(facts) };
}

export function goldenBundle(): BundleIndex {
  return bundleIndexSchema.parse(yaml('bundle.yaml'));
}

export function goldenRunbook(name: string): Runbook {
  const { plan, facts } = goldenInput(name);
  if (name.startsWith('uninstall-')) {
    const runner = { host: plan.hosts[0]?.name ?? '', kubeconfig: 'admin.conf' as const, zstd: false };
    return compileUninstall({ plan, runner, hostFiles: plan.hosts.map((host) => host.name) });
  }
  if (name.startsWith('migrate-console') && plan.rainbond.kind !== 'none') {
    const { hosts, rainbond } = plan;
    const nodes = hosts.map(({ address, roles }) => ({ internalIP: address, gateway: roles.includes('gateway') }));
    const runner = { host: hosts[0]?.name ?? '', kubeconfig: 'admin.conf' as const, zstd: false };
    const target = { plan, rainbond, runner, entryAddress: entryAddressOf(plan, nodes) };
    const old = { ...dockerConsoleDefaults, host: hosts[1]?.name ?? '' };
    return name === 'migrate-console-back' ? compileConsoleReturn(target, old) : compileConsoleMigration(target, old);
  }
  const bundle = plan.artifacts.kind === 'online' ? emptyBundle : goldenBundle();
  return compile(plan, facts, bundle, '0b9cbb4e-7f3f-4a53-9c52-5a0d3f1f2c11');
}
