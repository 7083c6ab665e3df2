import type { Plan, Rainbond } from './schema';

/** What the makers call their charts. */
export const chartNames = { '5.17': 'rainbond-cluster', '6.x': 'rainbond' } as const;

/** Where the makers publish them; source: the installation guides of 5.17 and 6.x. */
export const makersRepositories = {
  '5.17': 'https://openchart.goodrain.com/goodrain/rainbond',
  '6.x': 'https://chart.rainbond.com',
} as const;

/** Path of the repository's credential in the document. */
export const chartCredentialPath = 'rainbond.chart.credential';

/** Where helm gets Rainbond's chart, with everything that the plan leaves open filled in. */
export type ChartSource = { name: string; version: string } & (
  | { kind: 'bundle' /** Relative to the bundle's folder. */; file: string }
  | {
      kind: 'repository';
      /** `oci`: a registry that keeps charts beside images; `http`: a folder with index.yaml, over HTTP or HTTPS. */
      protocol: 'http' | 'oci';
      /** Without a slash at its end. */
      url: string;
      /** Whether it is the makers' own, which nobody typed. */
      makers: boolean;
      user: string;
      credential: string;
      ca: string;
    }
);

/** Null for a plan without Rainbond. */
export function chartSourceOf({ rainbond, artifacts }: Pick<Plan, 'rainbond' | 'artifacts'>): ChartSource | null {
  return rainbond.kind === 'none' ? null : sourceOf(rainbond, artifacts.kind === 'bundle');
}

function sourceOf(rainbond: Rainbond, hasBundle: boolean): ChartSource {
  const { kind, version, chart } = rainbond;
  const name = chartNames[kind];
  if (chart.kind === 'bundle' && hasBundle)
    return { kind: 'bundle', name, version, file: `charts/${name}-${version}.tgz` };
  const own = chart.kind === 'repository' ? chart : { url: '', user: '', credential: '', ca: '' };
  const typed = own.url.trim().replace(/([^/:])\/+$/, '$1');
  const url = typed || makersRepositories[kind];
  const protocol = url.startsWith('oci://') ? 'oci' : 'http';
  const { user, credential, ca } = own;
  return { kind: 'repository', protocol, url, makers: typed === '', name, version, user, credential, ca: ca.trim() };
}
