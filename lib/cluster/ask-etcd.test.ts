import { expect, it } from 'vitest';
import { etcdScript, parseEtcd } from './ask-etcd';

const addresses = ['10.0.0.11', '10.0.0.12', '10.0.0.13'];

it('a member votes when it says so, and who is a learner doesn’t', () => {
  const stdout = `votes 10.0.0.11
silent 10.0.0.12 etcd at 10.0.0.12 does not answer
votes 10.0.0.14
member voter https://10.0.0.11:2380
member voter https://10.0.0.12:2380
member learner https://10.0.0.14:2380
`;
  expect(parseEtcd(stdout, addresses)).toEqual([
    { address: '10.0.0.11', learner: false, votes: true, found: '' },
    { address: '10.0.0.12', learner: false, votes: false, found: 'etcd at 10.0.0.12 does not answer' },
    { address: '10.0.0.14', learner: true, votes: false, found: '' },
  ]);
});

it('without a majority nobody lists the members: those of the plan are told, and none that is silent votes', () => {
  const found = parseEtcd('votes 10.0.0.11\nsilent 10.0.0.12 no\nsilent 10.0.0.13 no\n', addresses);
  expect(found.map(({ votes }) => votes)).toEqual([true, false, false]);
});

it('a member that the plan doesn’t know was not asked, so that its vote isn’t counted', () => {
  const [stranger] = parseEtcd('member voter https://10.0.0.99:2380\n', addresses);
  expect(stranger).toMatchObject({ votes: false, found: 'not asked' });
});

it('asks every member, and changes nothing', () => {
  const script = etcdScript(addresses);
  for (const address of addresses) expect(script).toContain(address);
  expect(script).not.toMatch(/member\/(add|remove|update|promote)|kv\/put/);
});
