import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { outlookOf } from './outlook';

/** Answers each model with its outlook, under the number that it was asked by. */
self.addEventListener('message', ({ data }: MessageEvent<{ number: number; model: AvailabilityModel }>) => {
  self.postMessage({ number: data.number, outlook: outlookOf(data.model) });
});
