import { planBundleMissing } from './plan.bundle.missing';
import { testRule } from './testing';

testRule(planBundleMissing, {
  accepted: [
    { title: 'a bundle that was read' },
    {
      title: 'not from a bundle',
      plan: (plan) => {
        plan.artifacts = { kind: 'online', mirror: '' };
      },
      bundle: null,
    },
  ],
  rejected: [
    {
      title: 'no folder',
      plan: (plan) => {
        plan.artifacts = { kind: 'bundle', folder: '' };
      },
      findings: [
        { severity: 'block', path: 'artifacts.folder', values: { problem: 'empty', folder: '', line: 0, found: '' } },
      ],
    },
    {
      title: 'not read yet',
      bundle: null,
      findings: [
        {
          severity: 'warn',
          path: 'artifacts.folder',
          values: { problem: 'notRead', folder: '/srv/bundle', line: 0, found: '' },
        },
      ],
    },
    {
      title: 'what was read is another folder',
      plan: (plan) => {
        plan.artifacts = { kind: 'bundle', folder: '/srv/other' };
      },
      findings: [
        {
          severity: 'warn',
          path: 'artifacts.folder',
          values: { problem: 'notRead', folder: '/srv/other', line: 0, found: '' },
        },
      ],
    },
    {
      title: 'no such folder',
      bundle: { folder: '/srv/bundle', index: null, problems: [{ code: 'folder-missing' }] },
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          values: { problem: 'folderMissing', folder: '/srv/bundle', line: 0, found: '' },
        },
      ],
    },
    {
      title: 'a file',
      bundle: { folder: '/srv/bundle', index: null, problems: [{ code: 'not-a-folder' }] },
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          values: { problem: 'notAFolder', folder: '/srv/bundle', line: 0, found: '' },
        },
      ],
    },
    {
      title: 'no checksums',
      bundle: { folder: '/srv/bundle', index: null, problems: [{ code: 'sums-missing' }] },
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          values: { problem: 'sumsMissing', folder: '/srv/bundle', line: 0, found: '' },
        },
      ],
    },
    {
      title: 'a line that is no checksum',
      bundle: { folder: '/srv/bundle', index: null, problems: [{ code: 'sums-malformed', line: 3, found: 'hello' }] },
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          values: { problem: 'sumsMalformed', folder: '/srv/bundle', line: 3, found: 'hello' },
        },
      ],
    },
    {
      title: 'no permission',
      bundle: { folder: '/srv/bundle', index: null, problems: [{ code: 'not-readable', path: '.', reason: 'EACCES' }] },
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          values: { problem: 'notReadable', folder: '/srv/bundle', line: 0, found: 'EACCES' },
        },
      ],
    },
  ],
});
