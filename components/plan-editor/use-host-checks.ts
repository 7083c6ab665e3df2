'use client';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { HostCheck } from '@/lib/hosts/check-host';
import type { FactsByHost, HostFacts } from '@/lib/plan/facts';
import { placeKey, placeOfHost } from '@/lib/plan/place';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import type { Answer, EditorActions, HostKeyToAccept } from './editor-actions';

/** `connecting`: asked, no answer yet; `console-failed`: the console didn't answer, so nothing is known. Absent: not asked since the page was opened. */
export type HostCheckState = { state: 'connecting' } | { state: 'console-failed'; found: string } | HostCheck;

/** A host is what is behind an address and port on its way; its name and row in the plan may change. */
export const checkKey = (host: PlanHost) => placeKey(placeOfHost(host));

export type HostChecks = {
  stateOf: (host: PlanHost) => HostCheckState | undefined;
  factsOf: (host: PlanHost) => HostFacts | undefined;
  check: (hosts: PlanHost[]) => Promise<void>;
  /** Keys that wait for a person, of the hosts given and of bastions on the way to them; each key once. */
  unknownKeys: (hosts: PlanHost[]) => KeyToAccept[];
  /** Pins them, and looks again at every host that waited for one of them. Returns why it could not. */
  accept: (keys: HostKeyToAccept[]) => Promise<string | null>;
};

/** `name` is the host's; '' for a bastion's key, which may wait for several hosts. */
export type KeyToAccept = HostKeyToAccept & { name: string };

/**
 * Looks at hosts, all at once; each answer shows when it comes. Server actions would queue behind one another, so this
 * asks a route.
 */
export function useHostChecks(url: string, known: Record<string, HostFacts>, actions: EditorActions): HostChecks {
  const [states, setStates] = useState<Record<string, HostCheckState>>({});
  const [facts, setFacts] = useState(known);
  /** Hosts as they were looked at last. */
  const looked = useRef(new Map<string, PlanHost>());

  const checkOne = useCallback(
    async (host: PlanHost) => {
      const key = checkKey(host);
      looked.current.set(key, host);
      setStates((before) => ({ ...before, [key]: { state: 'connecting' } }));
      const state = await askHost(url, host);
      setStates((before) => ({ ...before, [key]: state }));
      if (state.state === 'ready') setFacts((before) => ({ ...before, [key]: state.facts }));
    },
    [url],
  );

  const check = useCallback(
    async (hosts: PlanHost[]) => {
      await Promise.all(hosts.filter((host) => host.address !== '').map(checkOne));
    },
    [checkOne],
  );

  return useMemo(
    () => ({
      stateOf: (host) => states[checkKey(host)],
      factsOf: (host) => facts[checkKey(host)],
      check,
      unknownKeys: (hosts) => {
        const keys = hosts.flatMap((host): KeyToAccept[] => {
          const state = states[checkKey(host)];
          if (state?.state !== 'host-key-unknown') return [];
          const { way, address, port, hop, keyType, fingerprint, key } = state;
          return [{ name: hop === undefined ? host.name : '', way, address, port, keyType, fingerprint, key }];
        });
        return [...new Map(keys.map((key) => [`${placeKey(key)} ${key.fingerprint}`, key])).values()];
      },
      accept: async (keys) => {
        const answer = await actions
          .acceptHostKeys({ keys })
          .catch((): Answer<null> => ({ ok: false, error: { code: 'offline' } }));
        if (!answer.ok) return answer.error.code;
        const accepted = new Set(keys.map(placeKey));
        const waited = (state?: HostCheckState) => state?.state === 'host-key-unknown' && accepted.has(placeKey(state));
        await check(
          Object.entries(states).flatMap(([key, state]) => (waited(state) ? (looked.current.get(key) ?? []) : [])),
        );
        return null;
      },
    }),
    [states, facts, check, actions],
  );
}

async function askHost(url: string, host: PlanHost): Promise<HostCheckState> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(host),
    });
    if (!response.ok) return { state: 'console-failed', found: `HTTP ${response.status}` };
    const check: HostCheck = await response.json();
    return check;
  } catch (error) {
    return { state: 'console-failed', found: error instanceof Error ? error.message : String(error) };
  }
}

/** Facts by host name, as rules want them. */
export function factsByName(plan: Plan, checks: HostChecks): FactsByHost {
  return Object.fromEntries(
    plan.hosts.flatMap((host) => {
      const facts = checks.factsOf(host);
      return facts ? [[host.name, facts]] : [];
    }),
  );
}
