import { z } from 'zod';
import { fix } from './fix';

const values = z.strictObject({ console: z.string().min(1), region: z.string().min(1) });

/** Both of Rainbond's databases by name: the one without the other would be half built in. */
export const nameDatabases = fix('name-databases', values, ({ database }, names) => {
  if (database.kind !== 'external') return false;
  if (database.consoleDatabase === names.console && database.regionDatabase === names.region) return false;
  database.consoleDatabase = names.console;
  database.regionDatabase = names.region;
  return true;
});
