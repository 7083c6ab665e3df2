import { z } from 'zod';
import { kubernetesSchema } from '@/lib/plan/schema';
import { fix } from './fix';

/** Another pod network. */
export const setCni = fix(
  'set-cni',
  z.strictObject({ cni: kubernetesSchema.shape.cni.unwrap() }),
  ({ kubernetes }, { cni }) => {
    if (kubernetes.cni === cni) return false;
    kubernetes.cni = cni;
    return true;
  },
);
