import { expect, it } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { consoleAddress, entryPorts } from './entry-ports';

const plan = samplePlan((each) => withRainbond(each));

it('the entry serves applications, the websocket, the console and the region API', () => {
  expect(entryPorts(plan)).toEqual([80, 443, 6060, 7070, 8443]);
  expect(consoleAddress(plan)).toBe('http://10.0.0.101:7070');
});

it('without a console in the cluster there is no port for it, and no link', () => {
  const bare = samplePlan((each) => {
    withRainbond(each);
    if (each.rainbond.kind !== 'none') each.rainbond.console = false;
  });
  expect(entryPorts(bare)).not.toContain(7070);
  expect(consoleAddress(bare)).toBeNull();
});

it('without Rainbond nothing is asked for there', () => {
  expect(entryPorts(samplePlan())).toEqual([]);
});
