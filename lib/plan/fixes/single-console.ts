import { z } from 'zod';
import { fix } from './fix';

/** One replica of the console, where more would share one host's fate. */
export const singleConsole = fix('single-console', z.strictObject({}), ({ rainbond }) => {
  if (rainbond.kind === 'none' || rainbond.consoleReplicas === 1) return false;
  rainbond.consoleReplicas = 1;
  return true;
});
