import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, readEnvironment, variables } from './environment';

function problemsOf(from: Record<string, string>): string[] {
  try {
    readEnvironment(from);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

describe('readEnvironment', () => {
  it('needs nothing', () => {
    expect(readEnvironment({})).toMatchObject({ SLIPWAY_PORT: 7600, SLIPWAY_HOST: '127.0.0.1', SLIPWAY_DATA: 'data' });
  });

  it('takes what it knows and leaves other programs their variables', () => {
    const read = readEnvironment({
      SLIPWAY_PORT: '80',
      SLIPWAY_URL: 'https://a.example/',
      PATH: '/bin',
      NODE_ENV: 'x',
    });
    expect(read).toMatchObject({ SLIPWAY_PORT: 80, SLIPWAY_URL: 'https://a.example' });
  });

  it('reads a list of proxies, and none from the empty value that docker-compose.yml passes on', () => {
    const proxies = (list: string) => readEnvironment({ SLIPWAY_PROXIES: list }).SLIPWAY_PROXIES;
    expect(proxies('10.0.0.5, 10.0.0.6')).toEqual(['10.0.0.5', '10.0.0.6']);
    expect(proxies('')).toEqual([]);
    expect(problemsOf({ SLIPWAY_PROXIES: 'proxy.example' })).toHaveLength(1);
  });

  it.each([
    ['SLIPWAY_PORT', 'http', 'SLIPWAY_PORT: found "http", needed a port number. Example: SLIPWAY_PORT=7600'],
    ['SLIPWAY_PORT', '70000', 'SLIPWAY_PORT: found "70000", needed up to 65535. Example: SLIPWAY_PORT=7600'],
    [
      'SLIPWAY_HOST',
      'all',
      'SLIPWAY_HOST: found "all", needed an address of this machine. Example: SLIPWAY_HOST=0.0.0.0 for every network',
    ],
    [
      'SLIPWAY_URL',
      'ftp://x',
      'SLIPWAY_URL: found "ftp://x", needed an http or https address. Example: SLIPWAY_URL=https://slipway.example.com',
    ],
    [
      'SLIPWAY_LOG_LEVEL',
      'loud',
      'SLIPWAY_LOG_LEVEL: found "loud", needed one of debug, info, warn, error. Example: SLIPWAY_LOG_LEVEL=info',
    ],
  ])('says which, why and an example for %s=%s', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toEqual([problem]);
  });

  it('never repeats a secret', () => {
    const problems = problemsOf({ SLIPWAY_MASTER_KEY: 'c2hvcnQ=', DATABASE_URL: 'mysql://u:hunter22@db/x' });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toMatch(/c2hvcnQ|hunter22/);
  });

  it('names the nearest variable for one that does not exist', () => {
    expect(problemsOf({ SLIPWAY_PROT: '80' })).toEqual([
      'SLIPWAY_PROT: there is no such variable; the nearest is SLIPWAY_PORT',
    ]);
  });

  it('reports every problem at once', () => {
    expect(problemsOf({ SLIPWAY_PORT: 'x', SLIPWAY_HOST: 'y', SLIPWAY_Z: 'z' })).toHaveLength(3);
  });
});

describe('./slipway help', () => {
  it('lists exactly the variables that the console reads', () => {
    const help = execFileSync('./slipway', ['help'], { encoding: 'utf8' });
    const listed = [...help.matchAll(/^ {2}([A-Z][A-Z_]+) /gm)].map((match) => match[1]);
    expect(listed).toEqual(Object.keys(variables));
  });
});
