import { StoreError } from './store-error';

// The same module is loaded by tsx in the server and once more in Next's bundles: one process, one place.
const place = globalThis as typeof globalThis & { slipwayDatabaseUrl?: string };

/** From now on `db()` and `pool()` go to this database. Kept out of the environment, which child processes inherit. */
export function setDatabaseUrl(url: string | undefined): void {
  place.slipwayDatabaseUrl = url;
}

/** @throws StoreError `no-database` before `setDatabaseUrl` when DATABASE_URL isn't set either. */
export function databaseUrl(): string {
  const url = place.slipwayDatabaseUrl ?? process.env.DATABASE_URL;
  if (!url) {
    throw new StoreError(
      'no-database',
      'There is no database yet: start the console with ./slipway start, or set DATABASE_URL, for example postgresql://slipway:password@db.example:5432/slipway',
    );
  }
  return url;
}
