import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { render } from './render';
import { sha256 } from './sha256';
import { file, step } from './step';

const sample = (over: Partial<Parameters<typeof step>[0]> = {}) =>
  step({
    action: 'a',
    host: 'h',
    phase: 'p',
    needs: [],
    observe: 'true',
    act: 'true',
    verify: 'true',
    estimateSeconds: 1,
    ...over,
  });

test('secrets and outputs are filled into files', () => {
  const files = [file('/run/slipway/a/x', '0600', 'token @{secret:t} hash @{output:h}\n')];
  const rendered = render(sample({ files }), { secrets: { t: "it$1's" }, outputs: { h: 'abc' } });
  expect(rendered.files[0]?.content).toBe("token it$1's hash abc\n");
});

test('a checksum is that of the file as it will be written', () => {
  const files = [file('/etc/x', '0600', '@{secret:t}')];
  const { observe } = render(sample({ files, observe: 'echo @{sha256:/etc/x}' }), { secrets: { t: 's' }, outputs: {} });
  expect(observe).toContain(`echo ${sha256('s')}`);
});

test.each(['$(reboot)', 'a b', "'", '`id`', 'a;b', 'line\nbreak'])(
  'an output such as %j is refused in a script',
  (value) => {
    const attempt = () => render(sample({ act: 'echo @{output:o}' }), { secrets: {}, outputs: { o: value } });
    expect(attempt).toThrow('value-unsafe');
  },
);

test('a value that is missing is an error that names it', () => {
  expect(() => render(sample({ act: 'echo @{output:o}' }), { secrets: {}, outputs: {} })).toThrow(
    'output:o in step a/h',
  );
});

test('an error never quotes the value itself', () => {
  const attempt = () => render(sample({ act: 'echo @{secret:s}' }), { secrets: { s: 'top secret' }, outputs: {} });
  expect(attempt).toThrow(/^(?!.*top secret)/);
  expect(attempt).toThrow('value-unsafe');
});

test('a secret stands in a quoted place of YAML, and in a script as base64 only', () => {
  const secret = 'pa"ss\\wörd\nline';
  const values = { secrets: { pw: secret }, outputs: {} };
  const base = step({
    action: 'make',
    host: 'node-1',
    phase: 'prepare',
    needs: [],
    files: [file('/run/slipway/make/values.yaml', '0600', 'password: "@{secret:pw|json}"\n')],
    observe: 'false',
    act: "base64 -d <<< '@{secret:pw|base64}'",
    verify: 'true',
    estimateSeconds: 1,
  });
  const rendered = render(base, values);
  expect(parse(rendered.files[0]?.content ?? '')).toEqual({ password: secret });
  expect(rendered.act).toContain(Buffer.from(secret).toString('base64'));
  expect(() => render({ ...base, act: 'echo @{secret:pw}' }, values)).toThrow('value-unsafe');
});
