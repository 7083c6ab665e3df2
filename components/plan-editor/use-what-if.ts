'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Failing } from '@/components/what-if/failing';
import { failingIn, failingParameters } from '@/components/what-if/failing-address';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { PlanSection } from '@/lib/plan/schema';
import { editorAddress, whatIfPageAddress } from './editor-address';

/**
 * What fails stands in the address, so that a reload keeps it and a link leads to it. Going in and out are steps of the browser's
 * history; what fails in between is not, so that "back" leaves.
 */
export function useWhatIf(planId: string, section: PlanSection, model: AvailabilityModel) {
  const search = useSearchParams();
  const failing = useMemo(() => failingIn(model, search), [model, search]);
  const inside = failing !== null;
  const wasInside = useRef(false);
  useEffect(() => {
    if (inside) wasInside.current = true;
  }, [inside]);
  const show = useCallback(
    (next: Failing) => {
      const address = editorAddress(planId, section, failingParameters(model, next));
      if (inside) window.history.replaceState(null, '', address);
      else window.history.pushState(null, '', address);
    },
    [planId, section, model, inside],
  );
  const leave = useCallback(
    () => window.history.pushState(null, '', editorAddress(planId, section)),
    [planId, section],
  );
  const share = failing ? whatIfPageAddress(planId, failingParameters(model, failing)) : '';
  return { failing, show, leave, share, returned: !inside && wasInside.current };
}
