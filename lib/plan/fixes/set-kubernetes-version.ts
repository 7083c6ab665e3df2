import { z } from 'zod';
import { fix } from './fix';

/** The Kubernetes version that the bundle holds. */
export const setKubernetesVersion = fix(
  'set-kubernetes-version',
  z.strictObject({ version: z.string().min(1) }),
  ({ kubernetes }, { version }) => {
    if (kubernetes.version === version) return false;
    kubernetes.version = version;
    return true;
  },
);
