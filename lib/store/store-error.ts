export type StoreErrorCode =
  | 'no-database' // neither an embedded PostgreSQL was started nor DATABASE_URL is set
  | 'no-binaries'
  | 'no-account'
  | 'in-use'
  | 'not-ours'
  | 'wrong-version'
  | 'did-not-start'
  | 'migration-failed'
  | 'migration-edited'
  | 'migration-unknown'
  | 'bad-master-key'
  | 'wrong-master-key'
  | 'damaged-secret';

/** Something in the store that a person has to solve; the message says what was found, what is needed, what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
