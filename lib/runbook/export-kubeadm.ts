import { type ExportedFile, inOrder, variable } from './export-shell';
import { placeholder } from './render';
import type { Runbook } from './runbook';

/**
 * The configuration that kubeadm gets on each host: one file a host, the same bytes as in the runbook, with `${VARIABLE}` for
 * what only exists during a run (`envsubst` fills it in), and a README that says in which order.
 */
export function exportKubeadm(runbook: Runbook): ExportedFile[] {
  const files = new Map<string, string>();
  const variables = new Set<string>();
  for (const step of inOrder(runbook.steps)) {
    for (const { content } of step.files) {
      const kind = /^kind: (Init|Join)Configuration$/m.exec(content)?.[1];
      const path = kind && `${step.host}/kubeadm-${kind.toLowerCase()}.yaml`;
      // The steps of one join share their file.
      if (!path || files.has(path)) continue;
      const named = content.replace(placeholder, (_, from: string, id: string) => {
        variables.add(variable(from, id));
        return `\${${variable(from, id)}}`;
      });
      files.set(path, named);
    }
  }
  const list = [...files].map(([path, content]) => ({ path, content }));
  return [{ path: 'README.md', content: readme(runbook.plan, list, [...variables]) }, ...list];
}

function readme(plan: string, files: ExportedFile[], variables: string[]): string {
  const [first, ...joins] = files.map(({ path }) => path);
  return `# ${plan}: kubeadm configuration

Secrets are not in these files. Set the variables, fill them in, and run one host at a time, in this order; a control plane
joins only after the one before it is ready:

${variables.map((name) => `    export ${name}=${hints[name] ?? ''}`).join('\n')}

    envsubst < ${first} > kubeadm.yaml && kubeadm init --config kubeadm.yaml --upload-certs
${joins.map((path) => `    envsubst < ${path} > kubeadm.yaml && kubeadm join --config kubeadm.yaml`).join('\n')}
`;
}

/** Where a value comes from, for a person at a shell. */
const hints: Record<string, string> = {
  SECRET_BOOTSTRAP_TOKEN: '$(kubeadm token generate)',
  SECRET_CERTIFICATE_KEY: '$(kubeadm certs certificate-key)',
  OUTPUT_CA_CERT_HASH:
    "   # after init: openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der | sha256sum | cut -d' ' -f1",
};
