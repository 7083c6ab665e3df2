import { expect, test } from 'vitest';
import { exportFolders } from './export-folders';
import { goldenRunbook } from './testing';

const runbook = goldenRunbook('three-hosts-debian');
const files = new Map(exportFolders(runbook).map(({ path, content }) => [path, content]));
const folders = [...files.keys()].filter((path) => path.endsWith('/act.sh')).map((path) => path.replace('/act.sh', ''));

test('each step has a folder below its host, numbered in the order of the run, and a script beside it', () => {
  expect(folders).toHaveLength(runbook.steps.length);
  for (const folder of folders) expect(folder).toMatch(/^node-[123]\/\d{2}-[a-z-]+$/);
  const numbers = folders.map((folder) => Number(folder.split('/')[1]?.slice(0, 2)));
  expect(numbers).toEqual(runbook.steps.map((_, index) => index + 1));
  for (const folder of folders) {
    expect(files.get(`${folder}.sh`)).toContain('set -Eeuo pipefail');
    expect(files.get('README.md')).toContain(`- ${folder}.sh on ${folder.split('/')[0]}`);
  }
});

test('scripts and files are the very bytes of the runbook', () => {
  for (const step of runbook.steps) {
    const folder = folders.find((path) => path.startsWith(`${step.host}/`) && path.endsWith(`-${step.action}`)) ?? '';
    expect(files.get(`${folder}/observe.sh`)).toBe(step.observe);
    expect(files.get(`${folder}/act.sh`)).toBe(step.act);
    expect(files.get(`${folder}/verify.sh`)).toBe(step.verify);
    for (const { path, content, mode } of step.files) {
      expect(files.get(`${folder}/files${path}`)).toBe(content);
      expect(files.get(`${folder}/files.txt`)).toContain(`${mode} ${path}\n`);
    }
    for (const { path, sha256 } of step.uploads) {
      expect(files.get(`${folder}/uploads.txt`)).toMatch(new RegExp(`^${sha256} .*${path}`, 'm'));
    }
  }
});

test('secrets are named placeholders', () => {
  const init = [...files].find(([path]) =>
    path.endsWith('kubeadm-init/files/run/slipway/kubeadm-init/kubeadm.yaml'),
  )?.[1];
  expect(init).toContain('certificateKey: "@{secret:certificate-key}"');
});

test('every path is inside the folder that it is written to', () => {
  for (const path of files.keys()) expect(path).toMatch(/^[^/]/);
  for (const path of files.keys()) expect(path.split('/')).not.toContain('..');
});
