import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * Whether the page's scripts are at work. A form that was drawn by the server can be filled in and sent before, by the browser
 * alone, which would put its fields into the address: its button waits for this.
 */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
