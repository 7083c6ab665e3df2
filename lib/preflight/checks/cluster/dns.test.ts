import { expect, test } from 'vitest';
import { corefileSays } from './corefile';
import { clusterContext, said } from './testing';

const corefile = (inside: string) => `.:53 {
    errors
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
    }
${inside}
    cache 30
}
`;
const forward = '    forward . /etc/resolv.conf {\n       max_concurrent 1000\n    }';
const hosts = '    hosts {\n       10.0.0.60 registry.corp.example # ours\n       fallthrough\n    }';

test('a Corefile’s own entries come before whom it asks', () => {
  const text = corefile(`${hosts}\n${forward}`);
  expect(corefileSays(text, 'registry.corp.example')).toEqual({ by: 'hosts', to: '10.0.0.60' });
  expect(corefileSays(text, 'Registry.Corp.Example.')).toEqual({ by: 'hosts', to: '10.0.0.60' });
  expect(corefileSays(text, 'other.example')).toEqual({ by: 'forward', to: '/etc/resolv.conf' });
  expect(corefileSays(corefile(''), 'other.example')).toEqual({ by: 'nobody', to: '' });
});

test('the server block of the longest zone answers', () => {
  const text = `${corefile(forward)}apps.corp.example:53 {\n    forward . 10.0.0.53\n}\n`;
  expect(corefileSays(text, 'a.apps.corp.example')).toEqual({ by: 'forward', to: '10.0.0.53' });
  expect(corefileSays(text, 'apps.corp.example.org')).toEqual({ by: 'forward', to: '/etc/resolv.conf' });
});

test('templates and rewrites are entries', () => {
  const template = '    template IN A apps.corp.example {\n       answer "{{ .Name }} 60 IN A 10.0.0.100"\n    }';
  expect(corefileSays(corefile(template), 'a.apps.corp.example')).toEqual({ by: 'template', to: 'apps.corp.example' });
  expect(corefileSays(corefile('    rewrite name a.example b.example'), 'a.example')).toEqual({
    by: 'rewrite',
    to: 'b.example',
  });
});

const own = clusterContext(({ rainbond }) =>
  Object.assign(rainbond, { imageRepository: 'registry.corp.example/rainbond' }),
);

test('cluster.dns.image: an entry passes, an upstream is a remark, nobody to ask blocks, no Corefile says nothing', () => {
  expect(said('cluster.dns.image', { corefile: corefile(hosts) }, own)).toMatchObject({
    state: 'passed',
    values: { to: '10.0.0.60' },
  });
  expect(said('cluster.dns.image', { corefile: corefile(forward) }, own)).toMatchObject({
    severity: 'info',
    values: { by: 'forward' },
  });
  expect(said('cluster.dns.image', { corefile: corefile('') }, own)).toMatchObject({
    severity: 'block',
    values: { by: 'nobody' },
  });
  expect(said('cluster.dns.image')).toMatchObject({ state: 'not-run' });
});

test('cluster.dns.image: an address needs no DNS', () => {
  const context = clusterContext(({ rainbond }) =>
    Object.assign(rainbond, { imageRepository: '10.0.0.60:5000/rainbond' }),
  );
  expect(said('cluster.dns.image', {}, context)).toMatchObject({ state: 'passed', values: { by: 'address' } });
});

test('cluster.dns.wildcard: a name below the domain, and no domain is no question', () => {
  const template = '    template IN A apps.corp.example {\n    }';
  expect(said('cluster.dns.wildcard', { corefile: corefile(template) })).toMatchObject({ state: 'passed' });
  expect(said('cluster.dns.wildcard', { corefile: corefile('') })).toMatchObject({ severity: 'block' });
  const context = clusterContext(({ rainbond }) => Object.assign(rainbond, { domainSuffix: '' }));
  expect(() => said('cluster.dns.wildcard', {}, context)).toThrow('doesn’t concern');
});
