import { isDnsName } from '@/lib/plan/host-name';
import { type Found, rule } from '@/lib/plan/rule';
import type { Plan } from '@/lib/plan/schema';
import { isServiceAddress } from '@/lib/plan/service-address';

function serverProblem(text: string): string | null {
  if (text === '') return 'serverEmpty';
  return isServiceAddress(text) ? null : 'serverFormat';
}

/** mount.nfs reads blanks as the end of a field, and `..` leads out of what the server exports. */
function pathProblem(text: string): string | null {
  if (text === '') return 'pathEmpty';
  return /^\/[^\s]*$/.test(text) && text !== '/' && !text.split('/').includes('..') ? null : 'pathFormat';
}

/** Names of Kubernetes objects: RFC 1123 subdomain, lower case. */
function classProblem(text: string): string | null {
  if (text === '') return 'classEmpty';
  return isDnsName(text) && text === text.toLowerCase() ? null : 'classFormat';
}

function fieldsOf({ storage }: Plan): { field: string; found: string; problem: string | null }[] {
  switch (storage.kind) {
    case 'none':
    case 'built-in':
      return [];
    case 'storage-class':
      return [{ field: 'name', found: storage.name, problem: classProblem(storage.name) }];
    case 'external-nfs':
      return [
        { field: 'server', found: storage.server, problem: serverProblem(storage.server) },
        { field: 'path', found: storage.path, problem: pathProblem(storage.path) },
        { field: 'storageClass', found: storage.storageClass, problem: classProblem(storage.storageClass) },
      ];
    case 'nfs-server':
      return [
        { field: 'path', found: storage.path, problem: pathProblem(storage.path) },
        { field: 'storageClass', found: storage.storageClass, problem: classProblem(storage.storageClass) },
      ];
    case 'ceph':
      return [{ field: 'storageClass', found: storage.storageClass, problem: classProblem(storage.storageClass) }];
  }
}

export const planStorageFields = rule('plan.storage.fields', 'storage', ({ plan }) => {
  return fieldsOf(plan).flatMap(({ field, found, problem }): Found[] =>
    problem === null ? [] : [{ severity: 'block', path: `storage.${field}`, values: { problem, found } }],
  );
});
