import { sampleFacts, sampleFactsOf } from '@/lib/plan/samples';
import { planOsSupported } from './plan.os.supported';
import { testRule } from './testing';

const needed =
  'debian 12/13, ubuntu 22.04/24.04/26.04, rhel 8/9/10, rocky 8/9/10, almalinux 8/9/10, centos 9/10, anolis 8/23, openeuler 22.03/24.03, kylin V10/V11';

testRule(planOsSupported, {
  accepted: [
    { title: 'Debian 13', facts: sampleFactsOf },
    {
      title: 'Rocky 9.4',
      facts: () => ({
        'node-1': sampleFacts('10.0.0.11', (facts) => {
          facts.os = { id: 'rocky', idLike: ['rhel', 'centos', 'fedora'], versionId: '9.4', prettyName: '' };
        }),
      }),
    },
    { title: 'unknown' },
  ],
  rejected: [
    {
      title: 'a version that was not tried',
      facts: () => ({
        'node-1': sampleFacts('10.0.0.11', (facts) => {
          facts.os = { id: 'debian', idLike: [], versionId: '11', prettyName: 'Debian GNU/Linux 11 (bullseye)' };
        }),
      }),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: {
            problem: 'version',
            host: 'node-1',
            found: 'Debian GNU/Linux 11 (bullseye)',
            family: 'debian',
            needed,
          },
        },
      ],
    },
    {
      title: 'another family',
      facts: () => ({
        'node-1': sampleFacts('10.0.0.11', (facts) => {
          facts.os = { id: 'alpine', idLike: [], versionId: '3.22', prettyName: '' };
        }),
      }),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { problem: 'family', host: 'node-1', found: 'alpine 3.22', family: '', needed },
        },
      ],
    },
  ],
});
