import { quote } from '@/lib/text/quote';
import { placeholder } from './render';
import type { CredentialPart, Runbook, SecretSpec, Step } from './runbook';

/** A script of the export: `path` relative to the folder that it is written to. */
export type ExportedFile = { path: string; content: string };

/** The environment variable that a script of the export reads a value from: `SECRET_BOOTSTRAP_TOKEN`. */
export const variable = (kind: string, id: string) => `${kind}_${id.replace(/[^a-z0-9]/gi, '_')}`.toUpperCase();

/** Needs first; of several that could come next, the one that the runbook has first. */
export function inOrder(steps: Step[]): Step[] {
  const ordered: Step[] = [];
  const left = [...steps];
  while (left.length > 0) {
    const next = left.findIndex(({ needs }) => needs.every((need) => ordered.some(({ id }) => id === need)));
    if (next < 0) throw new Error(`steps wait for each other: ${left.map(({ id }) => id).join(', ')}`);
    ordered.push(...left.splice(next, 1));
  }
  return ordered;
}

/** A heredoc's end that the content does not contain. */
function heredocEnd(content: string): string {
  let end = 'SLIPWAY_END';
  while (content.split('\n').includes(end)) end += '_';
  return end;
}

function writeFile({ path, mode, content }: Step['files'][number]): string {
  const end = heredocEnd(content);
  const lines = content.endsWith('\n') ? content : `${content}\n`;
  const folder = path.slice(0, path.lastIndexOf('/'));
  return `mkdir -p ${quote(folder)}
install -m ${path.startsWith('/run/slipway/') ? '0600' : mode} /dev/null ${quote(path)}
fill > ${quote(path)} <<'${end}'
${lines}${end}
chmod ${mode} ${quote(path)}`;
}

function subshell(name: string, body: string): string {
  const end = heredocEnd(body);
  return `cat > "$work/${name}" <<'${end}'
set -Eeuo pipefail
${body}${end}`;
}

type Asked = { whole: string; kind: string; id: string; form: string };

function valuesOf(step: Step): Asked[] {
  const reads = step.outputs.map(({ read }) => read);
  const text = [...step.files.map(({ content }) => content), step.observe, step.act, step.verify, ...reads].join('\n');
  const found = new Map<string, Asked>();
  for (const [whole, kind = '', id = '', form = ''] of text.matchAll(placeholder))
    if (kind !== 'sha256') found.set(whole, { whole, kind, id, form });
  return [...found.values()];
}

const formVariable = ({ kind, id, form }: Asked) => variable(kind, form ? `${id}_${form}` : id);

/** bash: the variable in the form that a placeholder asks for (`inForm` of render.ts does the same in a run). */
function formed(asked: Asked): string[] {
  const [name, from] = [formVariable(asked), variable(asked.kind, asked.id)];
  if (asked.form === 'base64') return [`${name}=$(printf %s "$${from}" | base64 -w 0)`];
  if (asked.form !== 'json') return [];
  return [
    `${name}=\${${from}//\\\\/\\\\\\\\}`,
    `${name}=\${${name}//\\"/\\\\\\"}`,
    `${name}=\${${name}//$'\\n'/\\\\n}`,
    `${name}=\${${name}//$'\\t'/\\\\t}`,
  ];
}

/** One step as a script that runs on its host as root, from a copy of the bundle there. */
export function exportStep(step: Step): string {
  const values = valuesOf(step);
  const names = new Map(values.map(({ kind, id }) => [variable(kind, id), { kind, id }]));
  const asked = [...names].map(
    ([name, { kind, id }]) =>
      `: "\${${name}:?set it: ${kind === 'secret' ? 'a secret, see README' : `printed by the step that reads ${id}`}}"`,
  );
  asked.push(...values.flatMap(formed));
  const replaced = values.map((value) => `line=\${line//"${value.whole}"/"$${formVariable(value)}"}`);
  const checksums = step.files.map(
    ({ path }) => `line=\${line//"@{sha256:${path}}"/$(sha256sum ${quote(path)} 2>/dev/null | cut -d' ' -f1)}`,
  );
  const uploads = step.uploads.map(
    ({ artifact, path, decompress }) =>
      `[ -f ${quote(path)} ] || ${decompress ? 'zstd -dc --' : 'cat --'} "$SLIPWAY_BUNDLE"/${quote(artifact)} > ${quote(path)}`,
  );
  const secretFiles = step.files.filter(({ path }) => path.startsWith('/run/slipway/')).map(({ path }) => quote(path));
  return `#!/bin/bash
# ${step.id} (phase ${step.phase})${step.needs.length > 0 ? `\n# after: ${step.needs.join(', ')}` : ''}
# as root on ${step.host}; put in place what is missing, run, prove
set -Eeuo pipefail
umask 077
${asked.join('\n')}
${uploads.length > 0 ? `: "\${SLIPWAY_BUNDLE:?the folder with a copy of the bundle on this host}"\n` : ''}work=$(mktemp -d)
trap 'rm -rf "$work"${secretFiles.length > 0 ? `; rm -f ${secretFiles.join(' ')}` : ''}' EXIT
fill() {
  local line
  while IFS= read -r line; do
${replaced.map((text) => `    ${text}`).join('\n') || '    :'}
    printf '%s\\n' "$line"
  done
}
script() {
  local line
  while IFS= read -r line; do
${[...replaced, ...checksums].map((text) => `    ${text}`).join('\n') || '    :'}
    printf '%s\\n' "$line"
  done < "$work/$1" > "$work/$1.filled"
  bash "$work/$1.filled"
}
${uploads.length > 0 ? `mkdir -p /var/lib/slipway/artifacts\n${uploads.join('\n')}\n` : ''}${step.files.map(writeFile).join('\n')}
${subshell('act', step.act)}
${subshell('verify', step.verify)}
script act
script verify
${step.outputs.map(({ id, secret }) => (secret ? `# ${id} is a secret: read it on this host when you need it` : `echo "${variable('output', id)}=$(script ${quote(`read-${id}`)})"`)).join('\n')}
`.replace(
    'script act\n',
    `${step.outputs
      .filter(({ secret }) => !secret)
      .map(({ id, read }) => `${subshell(`read-${id}`, read)}\n`)
      .join('')}script act\n`,
  );
}

const partNames: Record<CredentialPart, string> = {
  password: 'the password',
  ca: 'the CA (PEM)',
  certificate: 'the client certificate (PEM)',
  key: 'the private key (PEM)',
  kubeconfig: 'the kubeconfig',
};

const originOf = (spec: SecretSpec) =>
  spec.scope === 'credential' ? `${partNames[spec.part]} of credential ${spec.credential}` : spec.kind;

/** How to run the scripts, and which values they ask for. @param scripts in their order, `path` as it is exported */
export function readmeOf(runbook: Runbook, scripts: { path: string; host: string }[]): string {
  const secrets = runbook.secrets.map((spec) => `    ${variable('secret', spec.id)}   ${originOf(spec)}`);
  const stored = runbook.secrets.some(({ scope }) => scope === 'credential');
  return `# ${runbook.plan}: what Slipway runs, as shell scripts

Run them in this order, each as root on the host in its name, with a copy of the bundle in SLIPWAY_BUNDLE. Values that the
scripts ask for (the same in all of them):

${secrets.join('\n')}

    bootstrap-token: [a-z0-9]{6}.[a-z0-9]{16}    hex-32: openssl rand -hex 32    password-8: 8 of [A-Za-z0-9]
${stored ? '\nA credential is of the console’s store and is not in these files: fill in what the service itself was set up with.\n' : ''}
${scripts.map(({ path, host }) => `- ${path} on ${host}`).join('\n')}
`;
}

/** Steps with the number of their place in the order, as wide as the last one's. */
export function numberedSteps(runbook: Runbook): { step: Step; number: string }[] {
  const ordered = inOrder(runbook.steps);
  const width = String(ordered.length).length;
  return ordered.map((step, index) => ({ step, number: String(index + 1).padStart(width, '0') }));
}

/** The whole runbook as scripts in the order in which one person would run them: `NNN-<action>-<host>.sh`, and a README. */
export function exportShell(runbook: Runbook): ExportedFile[] {
  const scripts = numberedSteps(runbook).map(({ step, number }) => ({
    path: `${number}-${step.action}-${step.host}.sh`,
    host: step.host,
    content: exportStep(step),
  }));
  return [
    { path: 'README.md', content: readmeOf(runbook, scripts) },
    ...scripts.map(({ path, content }) => ({ path, content })),
  ];
}
