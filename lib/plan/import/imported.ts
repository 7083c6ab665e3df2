import type { DocumentError } from '../document-error';
import type { Plan } from '../schema';

export const importFormats = ['slipway', 'roi', 'rke', 'ansible', 'sshConfig', 'csv'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Why something of the file is not in the plan; texts: `plan.import.reasons.<reason>`. Letters only. */
export const importReasons = [
  'addons',
  'apiBalancer',
  'backups',
  'becomeAlone',
  'bootstrap',
  'canalPolicy',
  'cloudProvider',
  'docker',
  'endOfLife',
  'externalEtcd',
  'extraArgs',
  'generatedSecret',
  'images',
  'insecureTls',
  'lvm',
  'mysqlInCluster',
  'nodeLabels',
  'noPlace',
  'oneRegistry',
  'oneServer',
  'otherCni',
  'secretInValues',
  'sshAgent',
  'sshCertificate',
  'sshInclude',
  'sshMatch',
  'switchedOff',
  'template',
  'unknownField',
  'unknownGroup',
  'unknownHost',
  'unknownRole',
  'unusable',
  'userName',
  'vault',
] as const;
export type ImportReason = (typeof importReasons)[number];

/** Something that stands in the file and not in the plan. */
export type NotCarriedOver = {
  /** As in the file: `storage.lvm`. */
  path: string;
  /** 1-based. */
  line: number;
  /** One line of what stands there; a secret only as dots. */
  value: string;
  reason: ImportReason;
};

/** A secret of the file. It is sealed as a credential, whose id then stands at `paths` of the plan. */
export type ImportedSecret = {
  /** Proposed name of the credential. */
  name: string;
  /** `private-key-path`: only where the key is, on the machine that the file comes from. */
  kind: 'password' | 'private-key' | 'private-key-path';
  value: string;
  /** '' when there is none. */
  sudoPassword: string;
  /** `hosts.0.ssh.credential` */
  paths: string[];
};

export type Imported = { plan: Plan; notCarriedOver: NotCarriedOver[]; secrets: ImportedSecret[] };

export type ImportResult = { imported: Imported; errors: [] } | { imported: null; errors: DocumentError[] };
