import type { RainbondComponent, RainbondState } from '@/lib/kubernetes/rainbond/state';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import { current, type Reading } from '../reading';
import type { ServiceReading } from '../readings';
import type { CapabilityNow } from '../view';
import { type Judge, say, unasked, unknown } from './say';

const componentOf = (state: RainbondState, name: string): RainbondComponent | undefined =>
  state.components.find((component) => component.name === name);

/** Builders, and the queue by which builds come to them: without it none is taken. */
export const builds: Judge = ({ readings: { rainbond } }) => {
  const state = current(rainbond);
  if (!state) return unknown('builds', [rainbond]);
  const chaos = componentOf(state, 'rbd-chaos');
  const queue = componentOf(state, 'rbd-mq');
  if (chaos && chaos.ready > 0 && queue && queue.ready === 0) return say('builds', [rainbond], 'down', 'queueDown');
  return ofComponent('builds', rainbond, chaos, 'rbd-chaos');
};

/** An external registry answers by itself; Rainbond's own is the component rbd-hub. */
export const registry: Judge = ({ plan, readings: { rainbond, registry: asked } }) => {
  if (plan.registry.kind === 'external') return ofService('registry', asked);
  const state = current(rainbond);
  return state
    ? ofComponent('registry', rainbond, componentOf(state, 'rbd-hub'), 'rbd-hub')
    : unknown('registry', [rainbond]);
};

export const database: Judge = ({ plan, readings: { rainbond, database: asked } }) => {
  if (plan.database.kind === 'external') {
    if (plan.database.credential === '') return unasked('database', 'noCredential');
    return ofService('database', asked);
  }
  const state = current(rainbond);
  return state
    ? ofComponent('database', rainbond, componentOf(state, 'rbd-db'), 'rbd-db')
    : unknown('database', [rainbond]);
};

/** Pods that are ready, and its port at the entry: pods that nobody reaches are no console. */
export const rainbondConsole: Judge = ({ readings: { rainbond, entry } }) => {
  const id = 'rainbond-console';
  const state = current(rainbond);
  if (!state) return unknown(id, [rainbond]);
  const pods = ofComponent(id, rainbond, componentOf(state, 'rbd-app-ui'), 'rbd-app-ui');
  if (pods.state === 'down') return pods;
  const seen = current(entry);
  if (!seen) return unknown(id, [entry]);
  const port = seen.ports.find((each) => each.port === 7070);
  if (port && !port.open) return say(id, [rainbond, entry], 'down', 'consoleShut', { address: `${seen.address}:7070` });
  return pods;
};

function ofComponent(
  id: CapabilityId,
  reading: Reading<RainbondState>,
  component: RainbondComponent | undefined,
  name: string,
): CapabilityNow {
  if (!component) return say(id, [reading], 'down', 'componentMissing', { name });
  const values = { name, ready: component.ready, of: component.wanted };
  const state = component.ready === 0 ? 'down' : component.ready < component.wanted ? 'degraded' : 'up';
  return say(id, [reading], state, id === 'builds' ? 'componentNamed' : 'component', values);
}

function ofService(id: CapabilityId, reading: Reading<ServiceReading>): CapabilityNow {
  const seen = current(reading);
  if (!seen) return unknown(id, [reading]);
  const { address, ms, found } = seen;
  if (seen.state === 'down') return say(id, [reading], 'down', 'serviceDown', { address, found });
  if (seen.state === 'limited') return say(id, [reading], 'degraded', 'serviceLimited', { address, found });
  if (ms === null) return say(id, [reading], 'up', 'serviceUp', { address });
  return say(id, [reading], 'up', 'service', { address, ms: ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms) });
}
